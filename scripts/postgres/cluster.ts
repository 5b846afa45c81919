import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import type { Identity } from './identity.ts';

export const DATABASE = 'lectern';
export const DATABASE_USER = 'lectern';
const MAJOR = '18';

/** Makes the data directory once. It appears under its name only when it is whole. */
export function ensureCluster(dir: string, binaries: PostgresBinaries, identity: Identity): void {
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
  run([...identity.prefix, binaries.initdb, '-D', draft, ...locale, ...user]);
  const single = ['--single', '-D', draft, 'template1'];
  run([...identity.prefix, binaries.postgres, ...single], `CREATE DATABASE ${DATABASE};\n`);
  renameSync(draft, dir);
}

function checkVersion(dir: string): void {
  const version = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR)
    throw new Error(
      `${dir} was written by PostgreSQL ${version}, and this is PostgreSQL ${MAJOR}. Restore a backup into a new directory, or set DATABASE_URL.`,
    );
}

function run([command = '', ...args]: string[], input = ''): void {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const result = spawnSync(command, args, { input, env, encoding: 'utf8', timeout: 120_000 });
  if (result.status === 0) return;
  const reason = result.error?.message ?? `${result.stdout}\n${result.stderr}`.trim();
  throw new Error(`The database could not be created: ${reason}`);
}
