import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBinaries } from './binaries.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { socketDirectory } from './socket-dir.ts';

const root = join(import.meta.dirname, '..', '..');
const missing = findBinaries(root) === undefined;
let dir: string;
let postgres: Postgres | undefined;
const deaths: string[] = [];

beforeAll(async () => {
  if (missing) return;
  dir = mkdtempSync(join(tmpdir(), 'lectern-pg-'));
  postgres = await startPostgres({
    dir: join(dir, 'data'),
    root,
    onDied: (line) => deaths.push(line),
  });
}, 120_000);

afterAll(async () => {
  await postgres?.close();
  if (!missing) rmSync(dir, { recursive: true, force: true });
}, 30_000);

/** PostgreSQL answers an SSL request with one letter, so it takes connections. */
function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket, () => {
      connection.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    });
    connection.once('data', (data) => {
      connection.destroy();
      resolve(data.toString() === 'N');
    });
    connection.once('error', () => resolve(false));
  });
}

it.skipIf(missing)(
  'comes back after a kill -9, on the same socket (PostgreSQL)',
  async () => {
    const socket = join(dir, 'data', '.s.PGSQL.5432');
    expect(postgres?.url).toBe(
      `postgresql://lectern@localhost/lectern?host=${encodeURIComponent(join(dir, 'data'))}`,
    );
    const pid = postgres?.pid ?? 0;
    expect(await answers(socket)).toBe(true);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => deaths.length, { timeout: 5000 }).toBe(1);
    await expect.poll(() => answers(socket), { timeout: 10_000 }).toBe(true);
    expect(postgres?.pid).not.toBe(pid);
  },
  30_000,
);

it('keeps its socket in a short directory when the data directory is a long way down', () => {
  const long = `/srv/${'lectern/'.repeat(20)}data`;
  const short = socketDirectory(long);
  expect(short.length).toBeLessThan(60);
  expect(socketDirectory(long)).toBe(short);
  rmSync(short, { recursive: true });
});
