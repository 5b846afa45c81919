import { expect, test } from 'vitest';
import { reconnectSpread } from './drain.rules.js';

test.each([
  [0, 200],
  [100, 400],
  [1_000, 2_200],
  [100_000, 15_000],
])('%i clients come back over %i ms', (clients, ms) => {
  expect(reconnectSpread(clients, 15_000)).toBe(ms);
});
