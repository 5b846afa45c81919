import { statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bootstrap/run.ts';

/** One spoken sentence. */
export interface Utterance {
  file: string;
  /** How long it lasts, ms. */
  ms: number;
}

/** Flite writes 16-bit mono at 16 kHz behind a header of 44 bytes. */
const HEADER_BYTES = 44;
const BYTES_PER_MS = 32;

/** Speaks a sentence into `dir`, under a name that begins with `name`. */
export async function speak(
  voice: string,
  sentence: string,
  dir: string,
  name: string,
): Promise<Utterance> {
  const file = join(dir, `${name}.wav`);
  const flite = join(import.meta.dirname, 'flite.ts');
  const result = await run(process.execPath, ['--no-warnings', flite, voice, file, sentence], {
    timeoutMs: 30_000,
  });
  if (!result.ok) throw new Error(`The voice failed on "${sentence}": ${result.output}`);
  return { file, ms: (statSync(file).size - HEADER_BYTES) / BYTES_PER_MS };
}
