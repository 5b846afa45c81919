import type { Message } from '@lectern/client/fold';
import { expect, it } from 'vitest';
import { CAP, continues, countAfter, firstShown, messageAt } from './timeline.js';

const message = (seq: number, over: Partial<Message> = {}): Message => ({
  seq,
  atMs: seq * 1_000,
  author: { id: 'a', name: 'Ada', host: false },
  cid: null,
  text: 'x',
  replyTo: null,
  mediaMs: null,
  ...over,
});
const many = Array.from({ length: 300 }, (_, index) => message(index + 1));

it('shows the newest, or from where the reader went back to', () => {
  expect(firstShown(many, null)).toBe(300 - CAP);
  expect(firstShown(many.slice(0, 5), null)).toBe(0);
  expect(firstShown(many, 50)).toBe(49);
  expect(firstShown([], 50)).toBe(0);
});

it('counts what came since', () => {
  expect(countAfter(many, 300)).toBe(0);
  expect(countAfter(many, 290)).toBe(10);
  expect(countAfter(many, 0)).toBe(300);
});

it('puts messages of one person together, but not across names, replies, gaps and removals', () => {
  expect(continues(message(1), message(2))).toBe(true);
  expect(continues(undefined, message(2))).toBe(false);
  expect(continues(message(1), message(2, { author: { id: 'b', name: 'Ada', host: false } }))).toBe(
    false,
  );
  expect(continues(message(1), message(2, { author: { id: 'a', name: 'Eve', host: false } }))).toBe(
    false,
  );
  expect(continues(message(1), message(2, { replyTo: 1 }))).toBe(false);
  expect(continues(message(1), message(2, { atMs: 500_000 }))).toBe(false);
  expect(continues(message(1, { text: null }), message(2))).toBe(false);
});

it('finds a message by its place in the log, over holes', () => {
  const some = [3, 4, 9, 20].map((seq) => message(seq));
  expect([3, 9, 20].map((seq) => messageAt(some, seq)?.seq)).toEqual([3, 9, 20]);
  expect([1, 5, 21].map((seq) => messageAt(some, seq))).toEqual([null, null, null]);
});
