import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const cache = join(import.meta.dirname, '../../.cache/test-media');

export interface FeedShape {
  width: number;
  height: number;
  fps: number;
  seconds: number;
}

/** A test picture with a running clock and a beep each second, encoded once. */
export function testFeed(shape: FeedShape): string {
  mkdirSync(cache, { recursive: true });
  const { width, height, fps, seconds } = shape;
  const file = join(cache, `feed-${width}x${height}-${fps}-${seconds}.mp4`);
  if (existsSync(file)) return file;
  const partial = file.replace('.mp4', `.${process.pid}.mp4`);
  const made = spawnSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-y', '-nostdin'],
      ...['-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${fps}`],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:beep_factor=4:sample_rate=48000'],
      ...['-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency'],
      ...['-b:v', '2500k', '-maxrate', '2500k', '-bufsize', '2500k', '-pix_fmt', 'yuv420p'],
      ...['-g', String(fps), '-keyint_min', String(fps), '-sc_threshold', '0'],
      ...['-c:a', 'aac', '-b:a', '96k', '-ac', '2', partial],
    ],
    { encoding: 'utf8', timeout: 120_000 },
  );
  if (made.status !== 0) throw new Error(`ffmpeg could not make the test feed: ${made.stderr}`);
  renameSync(partial, file);
  return file;
}

export interface Push {
  pid: number;
  /** When it started, wall clock in ms. */
  startedMs: number;
  exited: Promise<{ code: number | null; stderr: string; afterMs: number }>;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Pushes a file by stream copy, in real time, over and over, as the command line does. */
export function push(file: string, target: string, options: { loop?: boolean } = {}): Push {
  const startedMs = Date.now();
  const child = spawn(
    'ffmpeg',
    [
      ...[
        '-v',
        'error',
        '-nostdin',
        '-re',
        '-stream_loop',
        options.loop === false ? '0' : '-1',
        '-i',
        file,
      ],
      ...['-c', 'copy', '-f', 'flv', '-flvflags', 'no_duration_filesize', target],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exited = new Promise<{ code: number | null; stderr: string; afterMs: number }>((resolve) =>
    child.once('exit', (code) => resolve({ code, stderr, afterMs: Date.now() - startedMs })),
  );
  if (child.pid === undefined) throw new Error('ffmpeg did not start');
  return {
    pid: child.pid,
    startedMs,
    exited,
    stop: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await exited;
    },
  };
}
