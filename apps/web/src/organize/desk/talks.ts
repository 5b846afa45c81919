import type { TalkView } from '@lectern/protocol/http';

/** So long after its time a planned talk counts as forgotten, in ms. */
const GRACE_MS = 60_000;

export interface StageProgramme {
  now: TalkView | null;
  next: TalkView | null;
  /** The next talk, when its time has come and nobody has started it. */
  overdue: TalkView | null;
}

/** What is on a stage, and what comes: talks that were missed by the programme come before later ones, until their end. */
export function talksOf(talks: readonly TalkView[], room: string, nowMs: number): StageProgramme {
  const here = talks.filter((it) => it.room === room).toSorted((a, b) => a.startMs - b.startMs);
  const now = here.findLast((it) => it.state === 'live') ?? null;
  const next = here.find((it) => it.state === 'planned' && it.endMs > nowMs) ?? null;
  const late = next !== null && now === null && nowMs - next.startMs > GRACE_MS;
  return { now, next, overdue: late ? next : null };
}
