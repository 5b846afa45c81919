import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that a reader, or a next process, sees the old text or the new one, never half of it.
 * With `isDurable` also after a power cut, for the price of waiting for the disk.
 */
export async function writeWhole(
  file: string,
  text: string,
  { isDurable = false } = {},
): Promise<void> {
  const dir = dirname(file);
  await mkdir(dir, { recursive: true });
  const draft = join(dir, `.${basename(file)}.draft`);
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(text);
    if (isDurable) await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
