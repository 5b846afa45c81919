import { expect, it } from 'vitest';
import { select } from './select.js';
import { createCell } from './store.js';

it('tells only of changes to its part, and keeps the part the same in between', () => {
  const cell = createCell({ viewers: 1, messages: 0 });
  const viewers = select(cell, (value) => ({ viewers: value.viewers }));
  let told = 0;
  const off = viewers.subscribe(() => (told += 1));
  const before = viewers.snapshot();
  cell.set({ viewers: 1, messages: 5 });
  expect(viewers.snapshot()).toBe(before);
  expect(told).toBe(0);
  cell.set({ viewers: 2, messages: 5 });
  expect(viewers.snapshot()).toEqual({ viewers: 2 });
  expect(told).toBe(1);
  off();
  cell.set({ viewers: 3, messages: 5 });
  expect(told).toBe(1);
});
