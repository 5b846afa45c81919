import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Why a file of the archive was begun. */
export const reasons = z.enum(['started', 'encoder_back', 'codec_changed', 'resumed']);
export type Reason = z.infer<typeof reasons>;

const archivedFile = z.strictObject({
  name: z.string(),
  /** Media time of its first tag, ms: the timestamps inside are media time too. */
  startMs: z.number(),
  /** Media time of its last tag, ms; null while it is being written, or when the process died. */
  endMs: z.number().nullable(),
  reason: reasons,
});

const archiveIndex = z.strictObject({
  room: z.string(),
  broadcast: z.string(),
  /** Wall clock of media time 0, ms. */
  startedAtMs: z.number(),
  files: z.array(archivedFile),
});
export type ArchiveIndex = z.infer<typeof archiveIndex>;

/** Reads `index.json` of a broadcast's archive; null when there is none, or none that can be read. */
export async function readArchiveIndex(dir: string): Promise<ArchiveIndex | null> {
  try {
    return archiveIndex.parse(JSON.parse(await readFile(join(dir, 'index.json'), 'utf8')));
  } catch {
    // Missing or torn: the files beside it are numbered, and none is ever overwritten.
    return null;
  }
}

/** Writes `index.json` whole or not at all. */
export async function writeArchiveIndex(dir: string, index: ArchiveIndex): Promise<void> {
  const draft = join(dir, '.index.json');
  await writeFile(draft, `${JSON.stringify(index, null, 2)}\n`);
  await rename(draft, join(dir, 'index.json'));
}
