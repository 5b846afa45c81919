import { expect, it } from 'vitest';
import { nextRow } from './useRows.js';

it('moves from row to row and stops at the ends', () => {
  const rows = [3, 5, 9];
  expect([nextRow('ArrowDown', rows, 3), nextRow('ArrowDown', rows, 9)]).toEqual([5, 9]);
  expect([nextRow('ArrowUp', rows, 5), nextRow('ArrowUp', rows, 3)]).toEqual([3, 3]);
  expect([nextRow('Home', rows, 9), nextRow('End', rows, 3)]).toEqual([3, 9]);
  expect([nextRow('x', rows, 3), nextRow('ArrowDown', [], undefined)]).toEqual([
    undefined,
    undefined,
  ]);
});
