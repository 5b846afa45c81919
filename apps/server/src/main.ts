import { DirectoryLocked, lockDirectory, type DirectoryLock } from '@lectern/host/lock';
import { readConfig, type Config } from './config.js';
import { migrate } from './database/migrate.js';
import { databaseRefusal } from './errors.js';
import { Server } from './server.js';

/** sysexits' EX_TEMPFAIL: somebody else works on the data directory. */
const EXIT_LOCKED = 75;
const DATABASE_TRIES = 20;

function lockOrExit(directory: string): DirectoryLock {
  try {
    return lockDirectory(directory);
  } catch (error) {
    if (!(error instanceof DirectoryLocked)) throw error;
    console.error(
      `${error.message} Two servers on one data directory would lose data, so this one stops.`,
    );
    process.exit(EXIT_LOCKED);
  }
}

/** The database may come up a little later than the server. */
async function migrateWhenReady(url: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await migrate(url);
      return;
    } catch (error) {
      if (tries >= DATABASE_TRIES || databaseRefusal(error) === null) throw error;
      if (tries === 1) console.error('Waiting for the database …');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function listen(config: Config): Promise<Server> {
  try {
    return await Server.create(config);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      console.error(
        `Port ${config.port} on ${config.host} is taken by another program. Stop it, or set LECTERN_PORT to another port.`,
      );
      process.exit(1);
    }
    throw error;
  }
}

async function stop(server: Server, lock: DirectoryLock, code: number): Promise<void> {
  // Whatever hangs, the process ends: what was acknowledged is committed already.
  setTimeout(() => process.exit(code), 15_000).unref();
  await server.close();
  lock.release();
  process.exit(code);
}

async function main(): Promise<void> {
  const config = readConfig();
  // Held by name until the end: a collected lock would be a released one.
  const lock = lockOrExit(config.dataDir);
  await migrateWhenReady(config.databaseUrl);
  const server = await listen(config);
  console.log(`Lectern serves ${config.origins.join(' and ')} (${server.url})`);
  process.once('SIGTERM', () => void stop(server, lock, 0));
  process.once('SIGINT', () => void stop(server, lock, 0));
  process.on('uncaughtException', (error) => {
    console.error('Stopping after a fault:', error);
    void stop(server, lock, 1);
  });
}

try {
  await main();
} catch (error) {
  console.error(
    `The server did not start: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
