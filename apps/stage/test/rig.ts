import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Door } from '../src/door/door.js';
import type { Ingest } from '../src/door/ingest.js';
import type { FlvConsumer, MediaTag } from '../src/relay/flv-consumer.js';
import { loadLoops } from '../src/relay/loops.js';
import { Relay, steadyNow } from '../src/relay/relay.js';

const run = promisify(execFile);
const KEY = 'rig';

/** A door and a relay in this process, and an ffmpeg to push into them. */
export class Rig implements FlvConsumer {
  readonly tags: MediaTag[] = [];
  readonly events: string[] = [];
  readonly sentences: string[] = [];
  ingest: Ingest | null = null;
  #parts: Buffer[] = [];
  readonly #encoders = new Set<ChildProcess>();

  private constructor(
    readonly dir: string,
    readonly door: Door,
    readonly relay: Relay,
  ) {}

  static async create(slateMs = 60_000): Promise<Rig> {
    const loops = await loadLoops(join(tmpdir(), 'lectern-test-loops'), 'ffmpeg');
    const keys = [{ room: 'room', keyHash: createHash('sha256').update(KEY).digest('hex') }];
    const door = await Door.listen({
      host: '127.0.0.1',
      port: 0,
      keys: () => keys,
      now: steadyNow,
    });
    const rig = new Rig(await mkdtemp(join(tmpdir(), 'rig-')), door, new Relay({ loops, slateMs }));
    rig.#connect();
    return rig;
  }

  #connect(): void {
    this.relay.attach(this);
    this.relay.on('source', (source, ms) => this.events.push(`${source} ${ms}`));
    this.relay.on('lacks', (what, missing) => missing && this.events.push(what));
    this.relay.on('jumped', () => this.events.push('jumped'));
    this.door.on('publish', (_room, ingest) => {
      this.ingest = ingest;
      this.relay.encoder(ingest.facts);
      ingest.on('tag', (tag) => this.relay.push(tag));
      ingest.on('closed', () => this.relay.lost());
      ingest.on('unsupported', (_what, sentence) => this.sentences.push(sentence));
    });
  }

  start(head: Buffer): void {
    this.#parts.push(head);
  }
  write(tag: MediaTag): void {
    this.tags.push(tag);
    this.#parts.push(tag.bytes);
  }
  end(): void {
    this.events.push('end');
  }

  /** What happened, without times. */
  get story(): string[] {
    return this.events.map((event) => event.split(' ')[0] ?? '');
  }

  get lastMs(): number {
    return this.tags.at(-1)?.timestampMs ?? 0;
  }

  count(...kinds: Array<MediaTag['kind']>): number {
    return this.tags.filter((tag) => kinds.includes(tag.kind)).length;
  }

  /** Where media time goes back, or leaves a hole of more than `gapMs`. */
  flaws(gapMs = 200): string[] {
    const times = this.tags.map((tag) => tag.timestampMs);
    return times.flatMap((ms, at) => {
      const step = ms - (times[at - 1] ?? ms);
      return step < 0 || step > gapMs ? [`${step} ms at ${ms}`] : [];
    });
  }

  /** An ffmpeg pushing `args` (inputs and codecs) in real time; resolves when it ends. */
  async push(...args: string[]): Promise<void> {
    const child = this.pushing(...args);
    await new Promise((resolve) => child.once('exit', resolve));
  }

  pushing(...args: string[]): ChildProcess {
    const url = `rtmp://127.0.0.1:${this.door.port}/live/${KEY}`;
    const child = spawn('ffmpeg', ['-nostdin', '-v', 'error', ...args, '-f', 'flv', url], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#encoders.add(child);
    return child;
  }

  /** The fed FLV as a file. */
  async save(): Promise<string> {
    const file = join(this.dir, 'fed.flv');
    await writeFile(file, Buffer.concat(this.#parts));
    return file;
  }

  async close(): Promise<void> {
    for (const child of this.#encoders) child.kill('SIGKILL');
    await this.door.close();
    this.relay.close();
    await rm(this.dir, { recursive: true });
  }
}

/** Runs ffmpeg on a file and gives what it prints on stdout. */
export async function ffmpeg(...args: string[]): Promise<Buffer> {
  const { stdout } = await run('ffmpeg', ['-nostdin', '-v', 'error', ...args], {
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 30_000,
  });
  return stdout;
}

/** ffmpeg arguments for generated input and cheap encoding. */
export const source = {
  picture: (size = '426x240', rate = '25'): string[] => [
    '-re',
    '-f',
    'lavfi',
    '-i',
    `testsrc2=s=${size}:r=${rate}`,
  ],
  colour: (colour: string): string[] => [
    '-re',
    '-f',
    'lavfi',
    '-i',
    `color=${colour}:s=320x240:r=25`,
  ],
  tone: (rate = '44100'): string[] => ['-re', '-f', 'lavfi', '-i', `sine=440:r=${rate}`],
  h264: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-pix_fmt', 'yuv420p'],
  aac: ['-c:a', 'aac'],
};
