import type { TalkState } from '@lectern/protocol/entries';

/** What a talk can become. A talk that ended by mistake can go on. */
const NEXT: Record<TalkState, readonly TalkState[]> = {
  planned: ['live', 'cancelled'],
  live: ['ended'],
  ended: ['live'],
  cancelled: ['planned'],
};

export function mayBecome(from: TalkState, to: TalkState): boolean {
  return from === to || NEXT[from].includes(to);
}

export function isInOrder(startMs: number, endMs: number): boolean {
  return startMs < endMs;
}
