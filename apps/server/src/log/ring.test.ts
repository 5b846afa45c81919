import { expect, test } from 'vitest';
import type { Entry } from '@lectern/protocol/entries';
import { Ring } from './ring.js';

const posted = (seq: number): Entry => ({
  ...{ seq, atMs: seq, actor: null, cid: null, type: 'chat.posted' },
  body: { text: `m${seq}`, replyTo: null, mediaMs: null },
});
const removed = (seq: number, target: number): Entry => ({
  ...{ seq, atMs: seq, actor: null, cid: null, type: 'chat.removed' },
  body: { target },
});
const stretch = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => posted(from + index));
const seqs = (entries: Entry[] | null) => entries?.map(({ seq }) => seq);

test('an empty ring knows nothing', () => {
  expect(new Ring(3).after(0, 10)).toBe(null);
  expect(new Ring(3).newest(10)).toEqual([]);
});

test('gives what follows a seq, or null where that is no longer here', () => {
  const ring = new Ring(3);
  ring.push(stretch(5, 8));
  expect(seqs(ring.after(4, 10))).toEqual([5, 6, 7, 8]);
  expect(seqs(ring.after(6, 1))).toEqual([7]);
  expect(seqs(ring.after(8, 10))).toEqual([]);
  expect(ring.after(3, 10)).toBe(null);
});

test('keeps the newest, at least as many as it should and less than twice that', () => {
  const ring = new Ring(3);
  for (let seq = 1; seq <= 100; seq += 1) {
    ring.push([posted(seq)]);
    const kept = ring.newest(1_000).length;
    expect(kept).toBeLessThan(6);
    expect(kept).toBeGreaterThanOrEqual(Math.min(seq, 3));
  }
  expect(seqs(ring.newest(2))).toEqual([99, 100]);
});

test('a removed body goes with the entry that removes it', () => {
  const ring = new Ring(10);
  ring.push([posted(1), posted(2)]);
  ring.push([removed(3, 1)]);
  ring.push([removed(4, 999)]);
  expect(ring.get(1)).toMatchObject({ seq: 1, type: 'chat.posted', body: null });
  expect(ring.get(2)).toMatchObject({ body: { text: 'm2' } });
});
