import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import {
  clockFilter,
  CLOCK_HEIGHT,
  CLOCK_WIDTH,
  PICTURE,
  readClock,
  SAMPLED,
} from './picture-clock.ts';
import { words } from './words.ts';

/** An encoder whose pictures tell when they were made. */
export interface ClockedFeed {
  /** Wall clock of the clock's zero, in ms. */
  startMs: number;
  /** What it sends, when `target` was `pipe:1`. */
  output: Readable | null;
  stop: () => Promise<void>;
}

/** Encodes a moving picture with the wall clock in it, in real time and without delay, as FLV to an RTMP URL or `pipe:1`. */
export function clockedFeed(target: string): ClockedFeed {
  const startMs = Date.now();
  const { width, height, fps } = PICTURE;
  const args = [
    ...words(`-v error -nostdin -re -f lavfi -i testsrc2=size=${width}x${height}:rate=${fps}`),
    ...words('-re -f lavfi -i sine=frequency=440:sample_rate=48000'),
    ...['-filter_complex', `[0:v]${clockFilter(startMs)},format=yuv420p[v]`],
    ...words(
      '-map [v] -map 1:a -c:v libx264 -preset ultrafast -tune zerolatency -b:v 3000k -maxrate 3000k',
    ),
    ...words(
      `-bufsize 3000k -g ${fps} -c:a aac -b:a 96k -ac 2 -f flv -flvflags no_duration_filesize`,
    ),
    target,
  ];
  const child = spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.once('error', (error) => console.error('feed:', error.message));
  return { startMs, output: child.stdout, stop: () => end(child) };
}

/** Ends a child by force and waits for it. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** The clock of every picture in a piece of media, in ms since the feed began; null for one without. */
export function clocksOf(media: string | Buffer): (number | null)[] {
  const crop = `crop=iw*${CLOCK_WIDTH}:ih*${CLOCK_HEIGHT}:0:0,scale=${SAMPLED.width}:${SAMPLED.height}:flags=area`;
  const source = typeof media === 'string' ? media : 'pipe:0';
  const run = spawnSync(
    'ffmpeg',
    words(
      `-v error -i ${source} -map 0:v -vf ${crop} -fps_mode passthrough -f rawvideo -pix_fmt gray pipe:1`,
    ),
    {
      ...(typeof media === 'string' ? {} : { input: media }),
      maxBuffer: 1 << 28,
      timeout: 60_000,
    },
  );
  const size = SAMPLED.width * SAMPLED.height;
  return Array.from({ length: Math.floor(run.stdout.length / size) }, (_, index) =>
    readClock(run.stdout.subarray(index * size, (index + 1) * size)),
  );
}
