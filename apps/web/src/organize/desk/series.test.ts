import { expect, it } from 'vitest';
import { linePoints, sampled } from './series.js';

it('keeps the newest samples', () => {
  expect(
    [1, 2, 3, 4].reduce<readonly number[]>((series, value) => sampled(series, value, 3), []),
  ).toEqual([2, 3, 4]);
});

it('draws from the bottom to the top', () => {
  expect(linePoints([0, 5, 10], 100, 20)).toBe('0.0,20.0 50.0,10.0 100.0,0.0');
  expect(linePoints([0, 0], 100, 20)).toBe('0.0,20.0 100.0,20.0');
  expect(linePoints([7], 100, 20)).toBe('');
});
