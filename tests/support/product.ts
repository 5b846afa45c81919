import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { findDescendant } from './processes.ts';
import { eventually } from './wait.ts';

const root = join(import.meta.dirname, '../..');

export interface Product {
  url: string;
  rtmpUrl: string;
  dataDir: string;
  /** Process id of `npm start`'s supervisor. */
  pid: number;
  /** All that it printed. */
  output: () => string;
  /** One-time organizer link, as printed. */
  organizerLink: string;
  /** Process id of a part, found by its command line. */
  part: (pattern: RegExp) => number;
  stop: () => Promise<void>;
}

/** Starts the whole product as its user does (`npm start`), with its own data directory and ports. */
export async function startProduct(
  options: { args?: string[]; env?: Record<string, string> } = {},
): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lectern-'));
  const [port, rtmpPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    ['scripts/start/main.ts', ...(options.args ?? ['--no-demo'])],
    {
      cwd: root,
      env: {
        ...process.env,
        LECTERN_DATA: dataDir,
        LECTERN_PORT: String(port),
        LECTERN_RTMP_PORT: String(rtmpPort),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const pid = child.pid;
  if (pid === undefined) throw new Error('npm start did not start');
  try {
    const ended = new Promise<never>((_, reject) =>
      child.once('exit', (code) => reject(new Error(`ended with ${code}`))),
    );
    const link = eventually(
      'the organizer link',
      () => /https?:\/\/\S+\/o\/claim#[a-z2-7]+/.exec(output)?.[0],
      120_000,
    );
    const organizerLink = await Promise.race([link, ended]);
    ended.catch(() => undefined);
    await eventually('the server', async () => (await fetch(`${url}/healthz`)).ok, 30_000);
    return {
      url,
      rtmpUrl: `rtmp://127.0.0.1:${rtmpPort}/live`,
      dataDir,
      pid,
      output: () => output,
      organizerLink,
      part: (pattern) => findDescendant(pid, pattern).pid,
      stop: () => stop(child, dataDir),
    };
  } catch (error) {
    await stop(child, dataDir);
    throw new Error(`npm start: ${String(error)}\n${output}`);
  }
}

async function stop(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    const killed = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await new Promise((resolve) => child.once('exit', resolve));
    clearTimeout(killed);
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

export const parts = {
  server: /apps\/server\/dist\/main\.js/,
  stage: /apps\/stage\/dist\/main\.js/,
  ladder: /ffmpeg .*libx264/,
  owncast: /owncast( |$)/,
};
