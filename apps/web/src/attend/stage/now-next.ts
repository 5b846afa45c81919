import type { RoomTalk } from '@lectern/client/fold';
import type { TalkView } from '@lectern/protocol/http';

/** What happens in a room at a moment. */
export interface NowNext {
  /** The talk that is on, or should be; a cancelled one only when nothing else is. */
  now: TalkView | null;
  next: TalkView | null;
}

/** The talks of a room, in order of time. */
export const talksIn = (talks: readonly TalkView[], room: string): TalkView[] =>
  talks.filter((talk) => talk.room === room).toSorted((a, b) => a.startMs - b.startMs);

/** What is on and what comes next. What an organizer started counts more than the clock. */
export function nowAndNext(talks: readonly TalkView[], room: string, nowMs: number): NowNext {
  const here = talksIn(talks, room);
  const due = here.filter(
    (talk) => talk.startMs <= nowMs && nowMs < talk.endMs && talk.state !== 'ended',
  );
  const now =
    here.findLast((talk) => talk.state === 'live') ??
    due.findLast((talk) => talk.state === 'planned') ??
    due.at(-1) ??
    null;
  const next =
    here.find((talk) => talk.state === 'planned' && talk.startMs > nowMs && talk !== now) ?? null;
  return { now, next };
}

/** The programme as the room's log has changed it since the page was loaded. */
export function withLog(
  talks: readonly TalkView[],
  log: ReadonlyMap<string, RoomTalk>,
): TalkView[] {
  return talks.map((talk) => {
    const told = log.get(talk.id);
    return told ? { ...talk, title: told.title, state: told.state } : talk;
  });
}
