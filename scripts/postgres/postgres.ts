import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, type ChildExit, type ChildOptions, describeExit } from '@lectern/host/child';
import { type Supervised, supervise } from '@lectern/host/supervised';
import { findBinaries } from './binaries.ts';
import { DATABASE, DATABASE_USER, ensureCluster } from './cluster.ts';
import { chooseIdentity, tiedToParent } from './identity.ts';
import { socketDirectory } from './socket-dir.ts';

export interface Postgres {
  /** For DATABASE_URL. */
  url: string;
  /** The postmaster's process id; undefined while it is restarted. */
  readonly pid: number | undefined;
  /** Ends PostgreSQL (a fast shutdown: transactions under way are rolled back). */
  close(): Promise<void>;
}

export interface PostgresOptions {
  /** The data directory; made when missing. */
  dir: string;
  /** Where the checkout is, for the programs. */
  root: string;
  /** Told when PostgreSQL died by itself; it is started again. */
  onDied?: (sentence: string) => void;
}

/** How long a start may take, ms: a crash recovery, or an old postmaster that is still on its way out. */
const READY_MS = 30_000;

/** Starts the embedded PostgreSQL on a unix socket, keeps it running, and resolves when it takes connections. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const binaries = findBinaries(options.root);
  if (binaries === undefined)
    throw new Error(
      `No PostgreSQL comes with Lectern for ${process.platform} on ${process.arch}: set DATABASE_URL to one of yours.`,
    );
  const dir = resolve(options.dir);
  const identity = chooseIdentity();
  await ensureCluster(dir, binaries, identity);
  const socketDir = socketDirectory(dir);
  if (socketDir !== dir) identity.own(socketDir);
  const command = [
    ...identity.prefix,
    ...tiedToParent([binaries.postgres, ...settings(dir, socketDir)]),
  ];
  const server = supervise({ child: () => childOptions(command), maxWaitMs: 1000 });
  server.on('died', (exit) => options.onDied?.(describeExit('PostgreSQL', exit)));
  await waitReady(server, dir);
  return {
    url: `postgresql://${DATABASE_USER}@localhost/${DATABASE}?host=${encodeURIComponent(socketDir)}`,
    get pid() {
      return server.child?.pid;
    },
    close: () => closePostgres(server),
  };
}

function settings(dir: string, socketDir: string): string[] {
  const values = [
    'listen_addresses=',
    `unix_socket_directories=${socketDir}`,
    'unix_socket_permissions=0700',
    'max_connections=100',
    'fsync=on',
    'log_min_messages=fatal',
  ];
  return ['-D', dir, ...values.flatMap((value) => ['-c', value])];
}

function childOptions([command = '', ...args]: string[]): ChildOptions {
  // detached: Ctrl+C must not reach it before the server is closed. dieWithParent would kill it; the death signal inside `command` lets it close its files.
  return {
    name: 'PostgreSQL',
    command,
    args,
    env: { ...process.env, LC_ALL: 'C' },
    dieWithParent: false,
    detached: true,
  };
}

async function waitReady(server: Supervised, dir: string): Promise<void> {
  let last: ChildExit | undefined;
  const off = server.on('died', (exit) => (last = exit));
  const deadline = performance.now() + READY_MS;
  while (!isReady(server.child, dir)) {
    if (performance.now() > deadline) {
      await server.close();
      throw new Error(
        last === undefined
          ? `PostgreSQL was not ready after ${READY_MS / 1000} s.`
          : describeExit('PostgreSQL', last),
      );
    }
    await sleep(20);
  }
  off();
}

/** postmaster.pid: the first line is the pid, the eighth the state. A crash leaves an old one, so the pid counts. */
function isReady(child: Child | undefined, dir: string): boolean {
  if (child?.pid === undefined) return false;
  const lines = readLines(join(dir, 'postmaster.pid'));
  return lines[0] === String(child.pid) && lines[7]?.trim() === 'ready';
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    // Not written yet.
    return [];
  }
}

/** SIGINT first: SIGTERM would wait for every client to leave. */
async function closePostgres(server: Supervised): Promise<void> {
  server.child?.kill('SIGINT');
  await server.close({ graceMs: 10_000 });
}
