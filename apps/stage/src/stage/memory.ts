import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { id } from '@lectern/protocol/ids';
import { writeWhole } from '../reconcile/write-whole.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** What must outlive the process, so that a broadcast can go on in the next one. */
const savedBroadcast = z.strictObject({
  broadcast: id,
  /** Wall clock of media time 0, ms. */
  startedAtMs: z.number(),
  /** Newest media time that was sent, ms. */
  mediaMs: z.number(),
  /** Wall clock at which the slate would have to give up, ms; moves on while the encoder is there. */
  slateEndsMs: z.number(),
  /** What the encoder sent; zeros where it is not known. */
  source: z.strictObject({ width: z.number(), height: z.number(), fps: z.number() }),
  /** It came to its end. */
  ended: z.boolean(),
});
export type SavedBroadcast = z.infer<typeof savedBroadcast>;

/** A new broadcast's identity: 80 random bits. */
export function newBroadcastId(): string {
  return [...randomBytes(16)].map((byte) => ALPHABET[byte & 31]).join('');
}

/** The last broadcast of a stage, or null when there is none to be read. */
export async function readBroadcast(file: string): Promise<SavedBroadcast | null> {
  try {
    return savedBroadcast.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Missing or of another version: the next broadcast is a new one.
    return null;
  }
}

export async function writeBroadcast(file: string, saved: SavedBroadcast): Promise<void> {
  await writeWhole(file, JSON.stringify(saved));
}
