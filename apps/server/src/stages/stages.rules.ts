import type { EntryBody } from '@lectern/protocol/entries';
import type { ObservedStage } from '@lectern/protocol/stage';

/** What the audience is told of a stage. */
export type Told = EntryBody<'stage.changed'>;

/** What an observation tells the audience. */
export function toldOf({ state, broadcast, sinceMs, startedAtMs }: ObservedStage): Told {
  return { state, broadcast, sinceMs, startedAtMs };
}

/** Whether the audience has to be told. The moment of the change alone is no news. */
export function isNews(told: Told | null, now: Told): boolean {
  if (told === null) return now.state !== 'offline';
  return (
    told.state !== now.state ||
    told.broadcast !== now.broadcast ||
    told.startedAtMs !== now.startedAtMs
  );
}

/** A stage of which no host has ever spoken. */
export function unheardOf(room: string, told: Told | null, createdMs: number): ObservedStage {
  const state = told ?? {
    state: 'offline' as const,
    broadcast: null,
    sinceMs: createdMs,
    startedAtMs: null,
  };
  return { room, ...state, listedMs: null, ingest: null, packager: null, faults: [] };
}
