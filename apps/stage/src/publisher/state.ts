import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from './atomic.js';

const listedFile = z.strictObject({
  /** Relative to the room's folder. */
  uri: z.string(),
  startMs: z.number(),
  durationMs: z.number(),
});

/** One moment of the broadcast: the same number, cut and discontinuity in every rendition. */
const moment = z.strictObject({
  sequence: z.int(),
  discontinuity: z.boolean(),
  files: z.record(z.string(), listedFile),
});

/** What is known of a rendition from its segments so far. */
const renditionFacts = z.strictObject({
  parameters: z.string(),
  codecs: z.array(z.string()),
  video: z.strictObject({ width: z.int(), height: z.int(), fps: z.number() }).nullable(),
  /** bit/s of the fullest segment. */
  peak: z.number(),
  bytes: z.number(),
  ms: z.number(),
});

/** What a room's folder remembers, so that a stage that starts again goes on where it was. */
export const roomState = z.strictObject({
  broadcast: z.string(),
  startedAtMs: z.number(),
  /** Number of the next segment: it never goes back, whatever happens. */
  nextSequence: z.int(),
  discontinuitySequence: z.int(),
  targetDuration: z.int(),
  /** Media time, ms, at which the newest listed segment ends. */
  endMs: z.number(),
  ended: z.boolean(),
  /** The next moment has nothing to do with the one before it: another broadcast begins. */
  isNew: z.boolean(),
  moments: z.array(moment),
  facts: z.record(z.string(), renditionFacts),
});

export type RoomState = z.infer<typeof roomState>;
export type Moment = z.infer<typeof moment>;
export type ListedFile = z.infer<typeof listedFile>;
export type RenditionFacts = z.infer<typeof renditionFacts>;

const FILE = '.state.json';

/** loadState reads what the folder remembers; null when it is new or its memory is damaged. */
export async function loadState(folder: string): Promise<RoomState | null> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return roomState.parse(JSON.parse(text));
  } catch (error) {
    console.warn(`The memory of ${folder} is damaged and is begun anew: ${String(error)}`);
    return null;
  }
}

export async function saveState(folder: string, state: RoomState): Promise<void> {
  await writeAtomic(join(folder, FILE), JSON.stringify(state));
}
