import { expect, test } from 'vitest';
import { shouldAskAgain } from './patience.js';

test('a refused connection is tried again, for half a minute', () => {
  expect(shouldAskAgain(0, 0, false)).toBe(true);
  expect(shouldAskAgain(59, 0, false)).toBe(true);
  expect(shouldAskAgain(60, 0, false)).toBe(false);
});

test('what the server refused is not, and what hls.js tries again is left to it', () => {
  expect(shouldAskAgain(0, 404, false)).toBe(false);
  expect(shouldAskAgain(0, undefined, false)).toBe(false);
  expect(shouldAskAgain(0, 503, true)).toBe(true);
});
