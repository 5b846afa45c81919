import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createStage, Visitor } from '../../tests/support/organizer.ts';
import { parts, startProduct, type Product } from '../../tests/support/product.ts';
import { eventually } from '../../tests/support/wait.ts';
import { Audience, enterMany } from './audience.ts';
import { familyCpuSeconds } from './process-usage.ts';

/** A server with one room and an audience that is still outside. */
export interface Hall {
  /** Process id of the server. */
  pid: number;
  /** CPU time that the server's database has used, in seconds. */
  databaseCpu: () => number;
  audience: Audience;
  close: () => Promise<void>;
}

/**
 * The product as `npm start` runs it, with its real PostgreSQL, for so many people with sessions of their own.
 * `restarted`: by a server process that has not seen them enter.
 */
export async function lecternHall(
  people: number,
  env: Record<string, string> = {},
  restarted = false,
): Promise<Hall> {
  // A benchmark writes faster than people may: only the limits per session are lifted.
  const product = await startProduct({ env: { LECTERN_LIMITS: 'off', ...env } });
  try {
    const stage = await createStage(await Visitor.organize(product.url, product.organizerLink));
    const cookies = await enterMany(product.url, people);
    if (restarted) await restart(product);
    const audience = Audience.start(Number(new URL(product.url).port), stage.room, cookies);
    return {
      pid: product.part(parts.server),
      databaseCpu: () => familyCpuSeconds(product.pid, /postgres/),
      audience,
      close: async () => {
        await audience.close();
        await product.stop();
      },
    };
  } catch (error) {
    await product.stop();
    throw error;
  }
}

/** The baseline: a raw `ws` server with prepared frames; see fan-out/raw-server.ts. */
export async function rawHall(people: number, nodeArgs: string[] = []): Promise<Hall> {
  const script = join(import.meta.dirname, '../fan-out/raw-server.ts');
  const child = spawn(process.execPath, [...nodeArgs, script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.once('error', (error) => console.error('raw server:', error.message));
  const exited = once(child, 'exit');
  const port = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (child.pid === undefined || port.done === true)
    throw new Error('The raw server did not start.');
  const audience = Audience.start(
    Number(port.value),
    'aaaaaaaaaaaaaaaa',
    Array.from({ length: people }, () => ''),
  );
  return {
    pid: child.pid,
    databaseCpu: () => 0,
    audience,
    close: async () => {
      await audience.close();
      child.stdin.end();
      await exited;
    },
  };
}

async function restart(product: Product): Promise<void> {
  const pid = product.part(parts.server);
  process.kill(pid, 'SIGKILL');
  await eventually('a new server process', () => product.part(parts.server) !== pid, 30_000);
  await eventually(
    'the new server',
    async () => (await fetch(`${product.url}/healthz`)).ok,
    30_000,
  );
}
