import { expect, test } from 'vitest';
import { Pace } from './pace.js';

/** Readings each second, from what the stream is behind at each. */
function watch(behind: (second: number) => number, seconds = 20): boolean {
  const pace = new Pace(2000);
  for (let second = 0; second < seconds; second += 1) pace.add(second * 1000, behind(second));
  return pace.isTooSlow;
}

test('an encoder that falls behind more and more is too slow', () => {
  expect(watch((second) => 3000 + second * 400)).toBe(true);
});

test('one that stays far behind is too slow', () => {
  expect(watch(() => 15_000)).toBe(true);
});

test('one that catches up is not', () => {
  expect(watch((second) => 25_000 - second * 500)).toBe(false);
});

test('one that is as far behind as a segment takes is not', () => {
  expect(watch((second) => 2000 + (second % 2) * 2000)).toBe(false);
});

test('a start is watched before it is judged', () => {
  expect(watch(() => 20_000, 8)).toBe(false);
});
