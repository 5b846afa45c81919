import { expect, it } from 'vitest';
import { addUp, closingLine, tallyReport } from './tally.ts';

const test = (fullName: string, status: string) => ({ fullName, status });

it('counts tests by their end, and a file that did not load as one failure', () => {
  const tally = tallyReport({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'passed',
        assertionResults: [test('a', 'passed'), test('b', 'skipped')],
      },
      {
        name: 'b.test.ts',
        status: 'failed',
        assertionResults: [test('c', 'failed'), test('d', 'todo')],
      },
      { name: 'c.test.ts', status: 'failed', assertionResults: [] },
    ],
  });
  expect(tally).toEqual({ passed: 1, failed: ['c', 'c.test.ts'], skipped: ['b', 'd'] });
  expect(closingLine(tally)).toBe('1 passed, 2 failed, 2 skipped');
});

it('adds up', () => {
  const one = { passed: 2, failed: ['x'], skipped: [] };
  expect(addUp([one, { passed: 1, failed: [], skipped: ['y'] }])).toEqual({
    passed: 3,
    failed: ['x'],
    skipped: ['y'],
  });
});
