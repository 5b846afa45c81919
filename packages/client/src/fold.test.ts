import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorAt, receive } from './cursor.js';
import { apply, applyAll, emptyFold } from './fold.js';
import { append, historyFrom, prepend } from './history.js';
import { randomLog } from './testing/random-log.js';

test('a log folds to the same state one by one and as a page', () => {
  fc.assert(
    fc.property(randomLog, (log) => {
      expect(applyAll(emptyFold, log)).toEqual(log.reduce(apply, emptyFold));
    }),
  );
});

test('any pages, in any order, with any repeats, give the same state through the cursor', () => {
  const pages = randomLog.chain((log) =>
    fc.tuple(
      fc.constant(log),
      fc.array(fc.tuple(fc.nat(40), fc.nat(6)), { maxLength: 30 }),
      fc.boolean(),
    ),
  );
  fc.assert(
    fc.property(pages, ([log, cuts, older]) => {
      const whole = cuts.map(([from, length]) => log.slice(from, from + length));
      let cursor = cursorAt(0);
      let history = historyFrom(1);
      for (const page of [...whole, ...(older ? [log] : log.map((entry) => [entry]))]) {
        const got = receive(cursor, page, 0, 0);
        cursor = got.cursor;
        history = append(history, got.ready);
      }
      expect(cursor).toEqual({ last: log.length, head: log.length, held: [], gapSinceMs: null });
      expect(history.fold).toEqual(applyAll(emptyFold, log));
    }),
  );
});

test('older pages put before give the same state as reading from the beginning', () => {
  fc.assert(
    fc.property(randomLog, fc.nat(40), fc.nat(40), (log, a, b) => {
      const [early, late] = [Math.min(a, b, log.length), Math.min(Math.max(a, b), log.length)];
      let history = append(historyFrom(late + 1), log.slice(late));
      history = prepend(history, log.slice(early, late));
      history = prepend(history, log.slice(0, early));
      // Text that a removal emptied is empty in both; a question that is gone is gone in both.
      expect(history.fold).toEqual(applyAll(emptyFold, log));
    }),
  );
});

test('a removed text is in no store', () => {
  const actor = { id: 'pppppppppppppppp', name: 'Ada', host: false };
  const told = { atMs: 0, actor, cid: null };
  const posted = {
    ...told,
    seq: 1,
    type: 'chat.posted',
    body: { text: 'a secret', replyTo: null, mediaMs: null },
  } as const;
  const removed = { ...told, seq: 2, type: 'chat.removed', body: { target: 1 } } as const;
  const history = append(append(historyFrom(1), [posted]), [removed]);
  expect(JSON.stringify(history)).not.toContain('secret');
  expect(history.fold.messages).toEqual([
    { seq: 1, atMs: 0, author: actor, cid: null, text: null, replyTo: null, mediaMs: null },
  ]);
});
