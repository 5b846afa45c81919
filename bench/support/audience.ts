import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Visitor } from '../../tests/support/organizer.ts';

const source = join(import.meta.dirname, '../fan-out/readers.c');
const cache = join(import.meta.dirname, '../../.cache/bench');

/** What the audience saw of one phase. */
export interface Phase {
  messages: number;
  deliveries: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU time of the audience itself: near `seconds` means that it was the bottleneck. */
  cpuSeconds: number;
}

/** Compiles the audience; a second is all it takes. */
export function compileAudience(): string {
  mkdirSync(cache, { recursive: true });
  const program = join(cache, 'readers');
  const run = spawnSync('cc', ['-O2', '-Wall', '-o', program, source], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`cc: ${run.stderr}`);
  return program;
}

/** A process with many WebSocket clients of one room; see fan-out/readers.c. */
export class Audience {
  readonly #ask: (command: string) => Promise<string>;
  readonly close: () => Promise<void>;

  private constructor(ask: (command: string) => Promise<string>, close: () => Promise<void>) {
    this.#ask = ask;
    this.close = close;
  }

  /** `cookies` holds one session per client. Nobody connects before `open`. */
  static start(port: number, room: string, cookies: string[]): Audience {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
    const file = join(folder, 'cookies');
    writeFileSync(file, cookies.map((cookie) => `${cookie}\n`).join(''), { mode: 0o600 });
    const tag = `m${process.pid}x`;
    const child = spawn(join(cache, 'readers'), [String(port), file, room, tag], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    child.stdin.on('error', (error) => console.error('audience:', error.message));
    const ask = async (command: string): Promise<string> => {
      child.stdin.write(`${command}\n`);
      const answer = await lines.next();
      if (answer.done === true) throw new Error(`The audience ended at "${command}".`);
      return answer.value;
    };
    return new Audience(ask, async () => {
      child.stdin.end();
      await exited;
      rmSync(folder, { recursive: true });
    });
  }

  /** Lets so many more clients connect and join. */
  async open(count: number): Promise<void> {
    await this.#ask(`open ${count}`);
  }

  /** So many messages, as fast as the server delivers them, always `outstanding` on their way. */
  async closedLoop(messages: number, outstanding: number): Promise<Phase> {
    return JSON.parse(await this.#ask(`closed ${messages} ${outstanding}`));
  }

  /** A chat at a fixed pace. */
  async steady(messages: number, perSecond: number): Promise<Phase> {
    return JSON.parse(await this.#ask(`steady ${messages} ${perSecond}`));
  }
}

/** So many people with a session and a name; returns their cookies. */
export async function enterMany(url: string, count: number): Promise<string[]> {
  const cookies: string[] = [];
  while (cookies.length < count) {
    const batch = Array.from({ length: Math.min(25, count - cookies.length) }, async (_, index) => {
      const visitor = await Visitor.enter(url);
      await visitor.call('PATCH', '/api/session', { name: `Listener ${cookies.length + index}` });
      return visitor.cookie;
    });
    cookies.push(...(await Promise.all(batch)));
  }
  return cookies;
}
