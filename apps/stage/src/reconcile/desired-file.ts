import { readFile } from 'node:fs/promises';
import { type DesiredState, desiredState } from '@lectern/protocol/stage';
import { writeWhole } from './write-whole.js';

/** The desired state that was kept on the disk; null when there is none yet. A broken file is an error: stages would vanish silently. */
export async function readDesired(file: string): Promise<DesiredState | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const parsed = desiredState.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a desired state; remove it, and the server sends it again.`);
}

export async function writeDesired(file: string, desired: DesiredState): Promise<void> {
  await writeWhole(file, `${JSON.stringify(desired, null, 2)}\n`, { isDurable: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not even JSON: as wrong as any other text.
    return undefined;
  }
}
