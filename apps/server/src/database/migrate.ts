import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { newId } from '../ids.js';

// The number that Prisma's own migrator locks, so that the two never run at once.
const LOCK = 72_707_369;
const MIGRATIONS = join(import.meta.dirname, '../../prisma/migrations');

const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

function readMigrations(): Migration[] {
  const names = readdirSync(MIGRATIONS, { withFileTypes: true }).flatMap((item) =>
    item.isDirectory() ? [item.name] : [],
  );
  return names.toSorted().map((name) => {
    const sql = readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  await client.query(sql);
  await client.query(
    'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
    [randomUUID(), checksum, name],
  );
  await client.query('COMMIT');
}

async function pending(client: pg.Client): Promise<Migration[]> {
  await client.query(TABLE);
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  return readMigrations().filter((migration) => {
    const checksum = applied.get(migration.name);
    if (checksum !== undefined && checksum !== migration.checksum) {
      throw new Error(
        `The migration ${migration.name} was changed after it was applied to this database.`,
      );
    }
    return checksum === undefined;
  });
}

/**
 * Brings the database at `url` to the schema of this version; safe when several servers start at once.
 * Returns the names of the migrations that it applied. Each is one transaction.
 */
export async function migrate(url: string): Promise<string[]> {
  // One session holds the lock from the first look to the last migration: never a pool.
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Without a listener a connection that breaks later would end the process.
  client.on('error', (error) =>
    console.error(`The database connection was lost: ${error.message}`),
  );
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const migrations = await pending(client);
    for (const migration of migrations) await apply(client, migration);
    await client.query(
      'INSERT INTO installation (id, epoch) VALUES (1, $1) ON CONFLICT DO NOTHING',
      [newId()],
    );
    return migrations.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
