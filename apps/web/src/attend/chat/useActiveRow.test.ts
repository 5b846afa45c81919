import { expect, it } from 'vitest';
import { nextRow } from './useActiveRow.js';

it('goes up from the end, and stays within the rows', () => {
  expect(nextRow('ArrowUp', -1, 3)).toBe(2);
  expect(nextRow('ArrowUp', 0, 3)).toBe(0);
  expect(nextRow('ArrowDown', 1, 3)).toBe(2);
  expect(nextRow('ArrowDown', 2, 3)).toBe(2);
  expect(nextRow('ArrowDown', -1, 3)).toBeNull();
  expect(nextRow('ArrowUp', -1, 0)).toBeNull();
  expect(nextRow('Tab', 1, 3)).toBeNull();
});
