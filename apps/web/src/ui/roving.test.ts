import { expect, it } from 'vitest';
import { nextIndex } from './roving.js';

it('moves with the reading direction and around the ends', () => {
  expect(nextIndex('ArrowRight', 0, 3, false)).toBe(1);
  expect(nextIndex('ArrowRight', 2, 3, false)).toBe(0);
  expect(nextIndex('ArrowLeft', 0, 3, false)).toBe(2);
  expect(nextIndex('ArrowLeft', 0, 3, true)).toBe(1);
  expect(nextIndex('End', 0, 3, false)).toBe(2);
  expect(nextIndex('Home', 2, 3, false)).toBe(0);
});

it('leaves other keys and empty rows alone', () => {
  expect(nextIndex('a', 0, 3, false)).toBeNull();
  expect(nextIndex('ArrowRight', 0, 0, false)).toBeNull();
});
