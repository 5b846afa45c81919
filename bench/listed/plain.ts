import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../tests/support/wait.ts';
import { clockedFeed, end } from '../support/clocked-feed.ts';
import { words } from '../support/words.ts';
import { watchListings, type Listing } from './watch.ts';

/** What one rendition of the baseline is. */
export interface PlainRendition {
  height: number;
  kbps: number;
}

/**
 * The baseline: one plain ffmpeg that encodes the same renditions of the same feed with x264's defaults, that is
 * with look-ahead and B frames, to HLS. The listings are those of its first rendition.
 */
export async function plainListings(
  renditions: PlainRendition[],
  segmentSeconds: number,
  seconds: number,
): Promise<{ startMs: number; listings: Listing[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
  const feed = clockedFeed('pipe:1');
  const encoder = spawn('ffmpeg', encoderArguments(renditions, segmentSeconds), {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  encoder.once('error', (error) => console.error('plain ffmpeg:', error.message));
  // It ended before the feed did.
  encoder.stdin.on('error', () => void feed.stop());
  feed.output?.pipe(encoder.stdin);
  try {
    const playlist = join(folder, '0.m3u8');
    await eventually('the plain playlist', () => existsSync(playlist), 30_000);
    const read = (name: string | null) => readFile(name === null ? playlist : join(folder, name));
    return { startMs: feed.startMs, listings: await watchListings(read, seconds) };
  } finally {
    await feed.stop();
    await end(encoder);
    rmSync(folder, { recursive: true });
  }
}

function encoderArguments(renditions: PlainRendition[], segmentSeconds: number): string[] {
  const splits = renditions.map((_, n) => `[s${n}]`).join('');
  const scales = renditions.map((one, n) => `[s${n}]scale=-2:${one.height}[v${n}]`);
  const outputs = renditions.flatMap((one, n) =>
    words(`-map [v${n}] -map 0:a -c:v libx264 -preset veryfast -b:v ${one.kbps}k -maxrate ${one.kbps}k
      -bufsize ${one.kbps}k -force_key_frames expr:gte(t,n_forced*${segmentSeconds}) -c:a aac -b:a 128k
      -f hls -hls_time ${segmentSeconds} -hls_list_size 0 -hls_segment_filename ${n}-%d.ts ${n}.m3u8`),
  );
  const graph = [`[0:v]split=${renditions.length}${splits}`, ...scales].join(';');
  return [...words('-v error -nostdin -f flv -i pipe:0 -filter_complex'), graph, ...outputs];
}
