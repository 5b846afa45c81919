import { expect, test } from 'vitest';
import { median, percentile, slope } from './stats.ts';

test('the median is the middle, or between the two middle ones', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('a percentile is a sample, and the last one at the end', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(samples, 0)).toBe(1);
  expect(percentile(samples, 0.99)).toBe(100);
  expect(percentile(samples, 1)).toBe(100);
});

test('the slope of a line is its own', () => {
  expect(
    slope([
      [0, 5],
      [500, 15],
      [1_000, 25],
    ]),
  ).toBeCloseTo(0.02);
});
