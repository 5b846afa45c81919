import { expect, it } from 'vitest';
import { fromLocal, toLocal } from './zoned.js';

it('reads and writes a moment on the clocks of the event', () => {
  const at = Date.UTC(2026, 10, 24, 16, 30);
  expect(toLocal(at, 'Europe/Amsterdam')).toBe('2026-11-24T17:30');
  expect(fromLocal('2026-11-24T17:30', 'Europe/Amsterdam')).toBe(at);
  expect(fromLocal('2026-07-01T09:00', 'America/St_Johns')).toBe(Date.UTC(2026, 6, 1, 11, 30));
});

it('knows the two odd nights of the year', () => {
  expect(fromLocal('2026-03-29T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(fromLocal('2026-10-25T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30));
});

it('refuses what is no moment', () => {
  expect(fromLocal('', 'UTC')).toBeNull();
  expect(fromLocal('soon', 'UTC')).toBeNull();
});
