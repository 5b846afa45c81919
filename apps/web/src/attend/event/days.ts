import type { TalkView } from '@lectern/protocol/http';
import { dayKey } from '../../words/time.js';

export interface Day {
  key: string;
  talks: TalkView[];
}

/** The talks by the reader's calendar day, in order of time. */
export function daysOf(talks: readonly TalkView[], timeZone: string): Day[] {
  const days = new Map<string, TalkView[]>();
  for (const talk of talks.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)) {
    const key = dayKey(timeZone, talk.startMs);
    days.set(key, [...(days.get(key) ?? []), talk]);
  }
  return [...days].map(([key, of]) => ({ key, talks: of }));
}

/** The day to show first: today, else the next one, else the last. */
export function firstDay(days: readonly Day[], todayKey: string): string | null {
  return (days.find((day) => day.key >= todayKey) ?? days.at(-1))?.key ?? null;
}
