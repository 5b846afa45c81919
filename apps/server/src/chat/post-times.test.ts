import { expect, test } from 'vitest';
import type { Entry } from '@lectern/protocol/entries';
import { PostTimes } from './post-times.js';

const posted = (seq: number, id: string): Entry => ({
  ...{ seq, atMs: seq * 10, actor: { id, name: id, host: false }, cid: null, type: 'chat.posted' },
  body: null,
});

test('after a restart the log answers, then what was admitted', () => {
  const times = new PostTimes();
  const recent = [posted(1, 'ann'), posted(2, 'ann'), posted(3, 'bob')];
  expect(times.get('room', 'ann', recent)).toBe(20);
  expect(times.get('room', 'eve', recent)).toBe(0);
  times.set('room', 'ann', 500);
  expect(times.get('room', 'ann', recent)).toBe(500);
  expect(times.get('other', 'ann', [])).toBe(0);
});
