import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DesiredStage } from '@lectern/protocol/stage';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
/** Made once per test run: encoding the slate takes a second. */
const LOOPS = join(tmpdir(), 'lectern-test-loops');

export const ROOM = 'aaaaaaaaaaaaaaaa';
export const KEY = 'the-key-of-the-first-room';

export function desiredStage(more: Partial<DesiredStage> = {}): DesiredStage {
  return {
    room: ROOM,
    title: 'Test',
    keyHashes: [createHash('sha256').update(KEY).digest('hex')],
    renditions: [
      { name: 'sd', width: 426, height: 240, videoKbps: 300, audioKbps: 64, fps: 25 },
      { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps: 64, fps: 0 },
    ],
    latency: 0,
    packager: 'ladder',
    record: true,
    talk: null,
    ...more,
  };
}

/** The whole stage host as its own process, on a directory and a port of its own. */
export class StageProcess {
  output = '';
  port = 0;
  #child: ChildProcess | null = null;
  readonly #encoders = new Set<ChildProcess>();

  private constructor(
    readonly dir: string,
    readonly env: Record<string, string>,
  ) {}

  static async create(
    stages = [desiredStage()],
    env: Record<string, string> = {},
  ): Promise<StageProcess> {
    const dir = await mkdtemp(join(tmpdir(), 'stage-'));
    await mkdir(join(dir, 'stage'));
    await writeFile(join(dir, 'stage', 'desired.json'), JSON.stringify({ revision: 1, stages }));
    await mkdir(LOOPS, { recursive: true });
    await symlink(LOOPS, join(dir, 'stage', 'loops'));
    const stage = new StageProcess(dir, env);
    try {
      await stage.start();
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  /** Starts the process, on the port that it had before. */
  async start(): Promise<void> {
    const from = this.output.length;
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        LECTERN_STAGE_DIR: join(this.dir, 'stage'),
        LECTERN_LIVE_DIR: join(this.dir, 'live'),
        LECTERN_ARCHIVE_DIR: join(this.dir, 'archive'),
        LECTERN_RTMP_HOST: '127.0.0.1',
        LECTERN_RTMP_PORT: String(this.port),
        LECTERN_MIN_FREE_BYTES: '1000',
        ...this.env,
      },
    });
    this.#child = child;
    for (const pipe of [child.stdout, child.stderr])
      pipe?.on('data', (bytes: Buffer) => (this.output += bytes.toString()));
    await this.until(
      () => /takes RTMP on [\d.]+:(\d+)/.test(this.output.slice(from)) || child.exitCode !== null,
      15_000,
    );
    this.port = Number(/takes RTMP on [\d.]+:(\d+)/.exec(this.output.slice(from))?.[1] ?? 0);
    if (this.port === 0) throw new Error(`the stage did not start: ${this.output}`);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Ends the process; resolves with its exit code when it is gone. */
  async kill(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    child.kill(signal);
    await once(child, 'exit');
    return child.exitCode;
  }

  /** An ffmpeg that pushes a generated feed in real time. */
  push(
    seconds: number,
    {
      video = 'testsrc2=s=426x240:r=25',
      audio = 'sine=440:r=44100',
      key = KEY,
      more = [] as string[],
      realTime = true,
    } = {},
  ): ChildProcess {
    const input = [video, audio].filter(Boolean).flatMap((source) => ['-f', 'lavfi', '-i', source]);
    const codecs = [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '25',
      '-pix_fmt',
      'yuv420p',
      '-c:a',
      'aac',
    ];
    const url = `rtmp://127.0.0.1:${this.port}/live/${key}`;
    const child = spawn(
      'ffmpeg',
      [
        '-nostdin',
        '-v',
        'error',
        ...(realTime ? ['-re'] : []),
        ...input,
        '-t',
        String(seconds),
        ...codecs,
        ...more,
        '-f',
        'flv',
        url,
      ],
      { stdio: 'ignore' },
    );
    this.#encoders.add(child);
    return child;
  }

  live(file: string): string {
    return join(this.dir, 'live', ROOM, file);
  }

  async playlist(name = 'sd.m3u8'): Promise<string> {
    return readFile(this.live(name), 'utf8').catch(() => '');
  }

  /** How many seconds are listed. */
  async listedSeconds(name?: string): Promise<number> {
    return [...(await this.playlist(name)).matchAll(/#EXTINF:([\d.]+)/g)].reduce(
      (sum, [, s]) => sum + Number(s),
      0,
    );
  }

  async until(isTrue: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
    const end = performance.now() + withinMs;
    while (!(await isTrue())) {
      if (performance.now() > end)
        throw new Error(`not within ${withinMs} ms; the stage said:\n${this.output}`);
      await delay(50);
    }
  }

  /** Ends everything and removes the directory. */
  async close(): Promise<void> {
    for (const encoder of this.#encoders) encoder.kill('SIGKILL');
    await this.kill('SIGTERM');
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** What ffprobe says of a file or playlist, one line per stream. */
export async function probe(path: string, entries: string): Promise<string[]> {
  const { stdout } = await run(
    'ffprobe',
    ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', path],
    { timeout: 30_000 },
  );
  return stdout.trim().split('\n');
}
