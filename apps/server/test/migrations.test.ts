import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../dist/database/migrate.js';
import { sql, World } from './support/world.ts';

const SERVER = join(import.meta.dirname, '..');
let world: World;

beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.close());

async function emptyDatabase(name: string): Promise<string> {
  await sql(world.postgres.url, `CREATE DATABASE ${name}`);
  const url = new URL(world.postgres.url);
  url.pathname = `/${name}`;
  return url.href;
}

test('of three servers that start on an empty database one applies the migrations', async () => {
  const url = await emptyDatabase('race');
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(applied.map(({ length }) => length > 0).filter(Boolean)).toEqual([true]);
  const [epoch] = await sql<{ epoch: string }>(url, 'SELECT epoch FROM installation');
  expect(await migrate(url)).toEqual([]);
  expect(await sql(url, 'SELECT epoch FROM installation')).toEqual([epoch]);
});

test('a migration that was changed after it was applied stops the start', async () => {
  const url = await emptyDatabase('changed');
  await migrate(url);
  await sql(url, `UPDATE "_prisma_migrations" SET checksum = repeat('0', 64)`);
  await expect(migrate(url)).rejects.toThrow('was changed after it was applied');
});

test('schema and migrations agree', () => {
  const env = { ...process.env, DATABASE_URL: world.postgres.url };
  const check = spawnSync(process.execPath, [join(SERVER, 'prisma/author.ts'), '--check'], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect([check.status, check.stderr]).toEqual([0, '']);
});

test('the database is as durable as an acknowledgement promises', async () => {
  const [settings] = await sql(
    world.postgres.url,
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`,
  );
  expect(settings).toEqual({ fsync: 'on', commit: 'on' });
});
