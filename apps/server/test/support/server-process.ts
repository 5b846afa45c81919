import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../dist/main.js');
const START_MS = 30_000;

/** A port that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
    probe.once('error', reject);
  });
}

/** ServerProcess is the built server as a process of its own. */
export class ServerProcess {
  output = '';
  readonly exited: Promise<number | null>;

  constructor(
    readonly child: ChildProcess,
    readonly url: string,
    readonly env: Record<string, string>,
  ) {
    child.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.output += String(chunk)));
    this.exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  async ready(): Promise<this> {
    const deadline = Date.now() + START_MS;
    while (!this.output.includes('Lectern serves')) {
      if (this.child.exitCode !== null || Date.now() > deadline)
        throw new Error(`The server did not start: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this;
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return this.exited;
  }

  /** The same server again, on the same port and data. */
  async again(): Promise<ServerProcess> {
    return spawnServer(this.env, this.url).ready();
  }
}

function spawnServer(env: Record<string, string>, url: string): ServerProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new ServerProcess(child, url, env);
}

/** Starts a server without waiting for it. */
export async function launchServer(env: Record<string, string>): Promise<ServerProcess> {
  const port = env['LECTERN_PORT'] ?? String(await freePort());
  return spawnServer({ ...env, LECTERN_PORT: port }, `http://127.0.0.1:${port}`);
}

export async function startServer(env: Record<string, string>): Promise<ServerProcess> {
  return (await launchServer(env)).ready();
}
