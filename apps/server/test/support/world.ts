import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startPostgres, type Postgres } from '../../../../scripts/postgres/postgres.ts';
import { migrate } from '../../dist/database/migrate.js';
import { startServer, type ServerProcess } from './server-process.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** World is a database server of its own, a migrated template in it, and the servers that a test starts on copies of it. */
export class World {
  #databases = 0;
  readonly #servers: ServerProcess[] = [];

  private constructor(
    readonly dir: string,
    readonly postgres: Postgres,
    readonly secret: Buffer,
  ) {}

  static async create(): Promise<World> {
    const dir = mkdtempSync(join(tmpdir(), 'lectern-server-'));
    const postgres = await startPostgres({ dir: join(dir, 'pg'), root: ROOT });
    await migrate(postgres.url);
    const secret = randomBytes(32).toString('hex');
    writeFileSync(join(dir, 'secret'), secret, { mode: 0o600 });
    return new World(dir, postgres, Buffer.from(secret));
  }

  /** A fresh copy of the migrated database. */
  async database(): Promise<string> {
    const name = `test_${(this.#databases += 1)}`;
    const url = new URL(this.postgres.url);
    url.pathname = '/postgres';
    await sql(url.href, `CREATE DATABASE ${name} TEMPLATE lectern`);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** A server on its own copy of the database, or on the one that is named. */
  async server(env: Record<string, string> = {}): Promise<ServerProcess> {
    const databaseUrl = env['DATABASE_URL'] ?? (await this.database());
    const server = await startServer({
      LECTERN_DATA_DIR: join(this.dir, `data-${this.#databases}`),
      LECTERN_HOST_SECRET_FILE: join(this.dir, 'secret'),
      ...env,
      DATABASE_URL: databaseUrl,
    });
    this.#servers.push(server);
    return server;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) await server.kill('SIGKILL');
    await this.postgres.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Runs SQL beside the product. */
export async function sql<T extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}
