import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { words } from './words.ts';

const cache = join(import.meta.dirname, '../../.cache/bench');
export const CLIP_FPS = 30;
const SLIDE_SECONDS = 6;
/** Still pictures: pages with lines of text-like strokes, and drawings. */
const slides = [page(30), drawing('testsrc2'), page(110), drawing('yuvtestsrc'), page(90)];

export const CLIP_SECONDS = slides.length * SLIDE_SECONDS;

/**
 * What a lecture looks like to an encoder: slides that change every six seconds, and beside them a moving, noisy
 * camera picture. 1080p30, H.264 at 6 Mbit/s with AAC, in FLV as an encoder sends it. Made once.
 */
export function talkClip(): string {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, 'talk-1080p30.flv');
  if (existsSync(file)) return file;
  const partial = `${file}.${process.pid}`;
  const inputs = slides.flatMap((source) => ['-f', 'lavfi', '-i', source]);
  const stills = slides.map(
    (_, n) =>
      `[${n}]trim=end_frame=1,loop=${SLIDE_SECONDS * CLIP_FPS - 1}:1,setpts=N/${CLIP_FPS}/TB,format=yuv420p[s${n}]`,
  );
  const graph = [
    ...stills,
    `${slides.map((_, n) => `[s${n}]`).join('')}concat=n=${slides.length}[slides]`,
    `mandelbrot=size=480x360:rate=${CLIP_FPS},format=yuv420p,noise=alls=12:allf=t[camera]`,
    '[slides][camera]overlay=W-w-24:H-h-24:shortest=1[v]',
  ];
  const encoder = `-c:v libx264 -preset veryfast -b:v 6000k -maxrate 6000k -bufsize 6000k -g ${2 * CLIP_FPS} -bf 0
    -c:a aac -b:a 128k -ar 48000 -ac 2 -t ${CLIP_SECONDS} -f flv`;
  const voice = words('-f lavfi -i anoisesrc=color=pink:amplitude=0.2,tremolo=f=4:d=0.9');
  const maps = words(`-map [v] -map ${slides.length}:a`);
  const args = [
    ...words('-v error -y -nostdin'),
    ...inputs,
    ...voice,
    '-filter_complex',
    graph.join(';'),
    ...maps,
  ];
  const made = spawnSync('ffmpeg', [...args, ...words(encoder), partial], {
    encoding: 'utf8',
    timeout: 180_000,
  });
  if (made.status !== 0) throw new Error(`ffmpeg could not make the clip: ${made.stderr}`);
  renameSync(partial, file);
  return file;
}

function page(rule: number): string {
  const strokes = `cellauto=rule=${rule}:size=240x120:scroll=0:random_seed=7:rate=${CLIP_FPS}`;
  const lines = 'scale=1440:720:flags=neighbor,negate,drawgrid=w=1440:h=60:t=30:c=white';
  return `${strokes},format=yuv420p,${lines},pad=1920:1080:-1:-1:white`;
}

function drawing(source: string): string {
  return `${source}=size=1920x1080:rate=${CLIP_FPS}`;
}
