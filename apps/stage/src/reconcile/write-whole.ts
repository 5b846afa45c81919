import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes a file so that a reader, or a next process, sees the old text or the new one, never half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const dir = dirname(file);
  await mkdir(dir, { recursive: true });
  const draft = join(dir, `.${basename(file)}.draft`);
  await writeFile(draft, text);
  await rename(draft, file);
}
