import type { Entry } from '@lectern/protocol/entries';
import { expect, test } from 'vitest';
import { cursorAt, GAP_MS, overdue, receive } from './cursor.js';

const entry = (seq: number): Entry => ({
  seq,
  atMs: 0,
  actor: null,
  cid: null,
  type: 'chat.posted',
  body: { text: String(seq), replyTo: null, mediaMs: null },
});
const seqs = (entries: readonly Entry[]) => entries.map((it) => it.seq);

test('the next one is taken, a known one is dropped', () => {
  const { cursor, ready, ask } = receive(cursorAt(4), [entry(3), entry(4), entry(5)], 5, 0);
  expect([seqs(ready), cursor.last, ask]).toEqual([[5], 5, null]);
});

test('a later one is held, the hole is asked for once, and filled in order', () => {
  const first = receive(cursorAt(4), [entry(7)], 7, 100);
  expect([seqs(first.ready), first.ask, first.cursor.gapSinceMs]).toEqual([[], 4, 100]);
  const second = receive(first.cursor, [entry(8)], 8, 200);
  expect([seqs(second.ready), second.ask, second.cursor.gapSinceMs]).toEqual([[], null, 100]);
  const third = receive(second.cursor, [entry(5), entry(6)], 8, 300);
  expect([seqs(third.ready), third.ask, third.cursor.gapSinceMs]).toEqual([
    [5, 6, 7, 8],
    null,
    null,
  ]);
});

test('a beacon alone finds a missed last entry', () => {
  const { ask, cursor } = receive(cursorAt(4), [], 5, 0);
  expect([ask, cursor.gapSinceMs]).toEqual([4, 0]);
});

test('a page that does not reach the head asks for the next', () => {
  const first = receive(cursorAt(0), [entry(1)], 3, 0);
  expect(first.ask).toBe(1);
  expect(receive(first.cursor, [entry(2)], 3, 50).ask).toBe(2);
});

test('a hole is overdue after three seconds', () => {
  const { cursor } = receive(cursorAt(0), [entry(2)], 2, 1_000);
  expect([overdue(cursor, 999 + GAP_MS), overdue(cursor, 1_000 + GAP_MS)]).toEqual([false, true]);
});
