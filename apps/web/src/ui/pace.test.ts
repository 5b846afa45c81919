import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pace } from './pace.js';
import { createCell } from './store.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('tells at once when it was quiet, then no more often than asked, and ends with the newest', () => {
  const cell = createCell(0);
  const paced = pace(cell, 100);
  const seen: number[] = [];
  paced.subscribe(() => seen.push(paced.snapshot()));
  for (let value = 1; value <= 30; value += 1) {
    cell.set(value);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(200);
  expect(seen.length).toBeLessThanOrEqual(5);
  expect(seen[0]).toBe(1);
  expect(seen.at(-1)).toBe(30);
});
