import { startPostgres } from '../postgres/postgres.ts';
import type { Settings } from './settings.ts';

export interface Database {
  url: string;
  close(): Promise<void>;
}

/** The database: that of DATABASE_URL, or the embedded PostgreSQL. */
export async function openDatabase(
  settings: Settings,
  say: (line: string) => void,
): Promise<Database> {
  if (settings.databaseUrl !== undefined)
    return { url: settings.databaseUrl, close: async () => {} };
  return startPostgres({
    dir: settings.paths.postgres,
    root: settings.root,
    onDied: (sentence) => say(`${sentence} It is started again.`),
  });
}
