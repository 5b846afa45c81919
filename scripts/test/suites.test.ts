import { expect, it } from 'vitest';
import { SUITES, parseRun } from './suites.ts';

it('runs all suites when none is named', () => {
  expect(parseRun([])).toEqual({ suites: SUITES, rest: [] });
});

it('runs the named ones, in the order of their weight, and hands the rest to vitest', () => {
  expect(parseRun(['e2e', 'unit', 'chat', '-t', 'refuses'])).toEqual({
    suites: ['unit', 'e2e'],
    rest: ['chat', '-t', 'refuses'],
  });
});
