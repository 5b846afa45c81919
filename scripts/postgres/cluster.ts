import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bootstrap/run.ts';
import type { PostgresBinaries } from './binaries.ts';
import type { Identity } from './identity.ts';

export const DATABASE = 'lectern';
export const DATABASE_USER = 'lectern';
const MAJOR = '18';

/** Makes the data directory once. It appears under its name only when it is whole. */
export async function ensureCluster(
  dir: string,
  binaries: PostgresBinaries,
  identity: Identity,
): Promise<void> {
  if (existsSync(join(dir, 'PG_VERSION'))) return checkVersion(dir);
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  identity.own(draft);
  // The built-in locale needs nothing of the system's, so an upgrade of the system cannot break an index.
  const locale = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  const user = [`--username=${DATABASE_USER}`, '--auth=trust', '--no-instructions'];
  await call([...identity.prefix, binaries.initdb, '-D', draft, ...locale, ...user]);
  const single = ['--single', '-D', draft, 'template1'];
  await call([...identity.prefix, binaries.postgres, ...single], `CREATE DATABASE ${DATABASE};\n`);
  renameSync(draft, dir);
}

function checkVersion(dir: string): void {
  const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR)
    throw new Error(
      `${dir} was written by PostgreSQL ${version}, and this is PostgreSQL ${MAJOR}. Restore a backup into a new directory, or set DATABASE_URL.`,
    );
}

async function call([command = '', ...args]: string[], input = ''): Promise<void> {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const result = await run(command, args, { input, env, timeoutMs: 120_000 });
  if (result.ok) return;
  const reason = result.output.split('\n').slice(-3).join(' ');
  throw new Error(`The database could not be created: ${reason}`);
}
