import type { Entry } from '@lectern/protocol/entries';

/** How long a hole may stay open before the room is entered anew, in ms. */
export const GAP_MS = 3_000;

/** Where a reader of one topic stands, and what it holds back until a hole before it is filled. */
export interface Cursor {
  /** The last `seq` taken. */
  last: number;
  /** The newest `seq` known to exist. */
  head: number;
  /** Entries beyond a hole, by `seq`, each once. */
  held: readonly Entry[];
  /** Since when there is a hole, ms; null without one. */
  gapSinceMs: number | null;
}

export interface Received {
  cursor: Cursor;
  /** Entries that come next, in order, without holes. */
  ready: readonly Entry[];
  /** Ask for the entries after this `seq`: a hole has just been found. */
  ask: number | null;
}

export const cursorAt = (last: number): Cursor => ({
  last,
  head: last,
  held: [],
  gapSinceMs: null,
});

/**
 * receive takes entries as they came: next ones are ready, known ones are dropped, later ones are held.
 * `head` is the newest `seq` the sender knows; `nowMs` any steady clock.
 */
export function receive(
  cursor: Cursor,
  entries: readonly Entry[],
  head: number,
  nowMs: number,
): Received {
  const waiting = merge(cursor.held, entries);
  const ready: Entry[] = [];
  let last = cursor.last;
  for (const entry of waiting) {
    if (entry.seq === last + 1) {
      ready.push(entry);
      last = entry.seq;
    }
  }
  const held = waiting.filter((entry) => entry.seq > last);
  const newest = Math.max(cursor.head, head, waiting.at(-1)?.seq ?? 0, last);
  const hole = newest > last;
  // A hole that moved is a new hole: its time begins anew, and its range is asked for.
  const fresh = hole && (cursor.gapSinceMs === null || last > cursor.last);
  const gapSinceMs = !hole ? null : fresh ? nowMs : cursor.gapSinceMs;
  return { cursor: { last, head: newest, held, gapSinceMs }, ready, ask: fresh ? last : null };
}

/** True when a hole has not been filled in time: enter the room anew. */
export function overdue(cursor: Cursor, nowMs: number): boolean {
  return cursor.gapSinceMs !== null && nowMs - cursor.gapSinceMs >= GAP_MS;
}

function merge(held: readonly Entry[], entries: readonly Entry[]): Entry[] {
  const bySeq = new Map(held.map((entry) => [entry.seq, entry]));
  for (const entry of entries) bySeq.set(entry.seq, entry);
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}
