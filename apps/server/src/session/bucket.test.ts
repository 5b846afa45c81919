import { expect, test } from 'vitest';
import { Bucket } from './bucket.js';

test('gives its capacity at once, then one at a time', () => {
  const bucket = new Bucket(3, 1_000);
  expect([0, 0, 0, 0].map(() => bucket.take(5_000))).toEqual([0, 0, 0, 1_000]);
  expect(bucket.take(5_400)).toBe(600);
  expect(bucket.take(6_000)).toBe(0);
  expect(bucket.take(6_000)).toBe(1_000);
});

test('a clock that is set back refills nothing and breaks nothing', () => {
  const bucket = new Bucket(1, 1_000);
  expect(bucket.take(10_000)).toBe(0);
  expect(bucket.take(1_000)).toBe(1_000);
  expect(bucket.take(2_000)).toBe(0);
});
