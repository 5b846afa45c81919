import { existsSync, readFileSync } from 'node:fs';
import { DirectoryLocked, lockDirectory } from '@lectern/host/lock';
import { z } from 'zod';
import { openDatabase } from './database.ts';
import { organizerLink, serverCli } from './server-cli.ts';
import { serverEnv } from './services.ts';
import type { Settings } from './settings.ts';

/** `npm start -- --organizer-link`: prints a new link, whether Lectern runs or not. */
export async function printOrganizerLink(settings: Settings): Promise<void> {
  try {
    console.log(await makeLink(settings));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function makeLink(settings: Settings): Promise<string> {
  const running = runningDatabase(settings);
  if (running !== undefined) return organizerLink(settings, serverEnv(settings, running));
  const lock = lockDirectory(settings.paths.data);
  const database = await openDatabase(settings, console.log);
  try {
    const env = serverEnv(settings, database.url);
    await serverCli(settings, env, ['migrate']);
    return await organizerLink(settings, env);
  } finally {
    await database.close();
    lock.release();
  }
}

/** The database of the Lectern that runs on this directory; undefined when none does. */
function runningDatabase({ paths }: Settings): string | undefined {
  try {
    lockDirectory(paths.data).release();
    return undefined;
  } catch (error) {
    if (!(error instanceof DirectoryLocked)) throw error;
    if (!existsSync(paths.running))
      throw new Error('Lectern is starting; try again in a moment.', { cause: error });
    const note: unknown = JSON.parse(readFileSync(paths.running, 'utf8'));
    return z.object({ databaseUrl: z.string() }).parse(note).databaseUrl;
  }
}
