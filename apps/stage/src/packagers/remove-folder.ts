import { rm } from 'node:fs/promises';

/** removeFolder removes a working folder; one that stays costs room on the disk, but no broadcast. */
export async function removeFolder(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) =>
    console.warn(`The folder ${dir} could not be removed: ${String(error)}`),
  );
}
