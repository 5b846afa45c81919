import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeExit, startChild } from '@lectern/host/child';
import { classify } from './classify.js';
import { readFlv, type SourceTag, flvTag } from './flv-tag.js';

/** Grows when the pictures or the encoding change, so that an old cache is not used. */
const VERSION = 1;
const FPS = 25;
const SECONDS = 2;

/** A few seconds of picture that can be repeated without end: it begins with a key frame and has no B-frames. */
export interface PictureLoop {
  config: Buffer;
  /** Bodies of the frames, in order; the first is a key frame. */
  frames: readonly Buffer[];
  frameMs: number;
  width: number;
  height: number;
  fps: number;
}

/** Silence as AAC: a configuration, and frames of `frameMs` that can be repeated without end. */
export interface SoundLoop {
  config: Buffer;
  frames: readonly Buffer[];
  frameMs: number;
}

/** What the relay shows and plays where a source gives nothing. Bodies of FLV tags. */
export interface Loops {
  /** "The speaker will be back". */
  slate: PictureLoop;
  /** "Sound only". */
  still: PictureLoop;
  silence: SoundLoop;
}

/** Reads the loops from `dir`, after encoding them there with `ffmpeg` when they are not there yet (about 1 s each). */
export async function loadLoops(dir: string, ffmpeg: string): Promise<Loops> {
  await mkdir(dir, { recursive: true });
  const slate = await loadLoop(dir, ffmpeg, 'slate');
  const still = await loadLoop(dir, ffmpeg, 'still');
  return { slate: picture(slate), still: picture(still), silence: sound(slate) };
}

async function loadLoop(
  dir: string,
  ffmpeg: string,
  name: 'slate' | 'still',
): Promise<SourceTag[]> {
  const file = join(dir, `${name}-${VERSION}.flv`);
  const cached = await readFile(file).catch(() => null);
  if (cached !== null) return parse(cached);
  const draft = join(dir, `.${name}-${process.pid}.flv`);
  const image = fileURLToPath(new URL(`../../assets/${name}.png`, import.meta.url));
  const child = startChild({
    name: `ffmpeg (${name})`,
    command: ffmpeg,
    args: encodeArgs(image, draft),
  });
  const exit = await child.exited;
  if (exit.code !== 0)
    throw new Error(`The ${name} picture could not be encoded: ${describeExit('ffmpeg', exit)}`);
  await rename(draft, file);
  return parse(await readFile(file));
}

function encodeArgs(image: string, out: string): string[] {
  const input = ['-loop', '1', '-framerate', String(FPS), '-i', image];
  const sound = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo'];
  const gop = [
    '-g',
    String(FPS * SECONDS),
    '-keyint_min',
    String(FPS * SECONDS),
    '-sc_threshold',
    '0',
    '-bf',
    '0',
  ];
  const video = [
    '-c:v',
    'libx264',
    '-preset',
    'medium',
    '-profile:v',
    'main',
    '-crf',
    '20',
    '-pix_fmt',
    'yuv420p',
  ];
  const audio = ['-c:a', 'aac', '-b:a', '96k'];
  return [
    '-nostdin',
    '-v',
    'error',
    '-y',
    ...input,
    ...sound,
    '-t',
    String(SECONDS),
    ...video,
    ...gop,
    ...audio,
    '-f',
    'flv',
    out,
  ];
}

function parse(file: Buffer): SourceTag[] {
  return readFlv(file).flatMap(({ type, timestampMs, body }) => {
    const found = classify(type, body);
    return 'kind' in found
      ? [{ kind: found.kind, timestampMs, bytes: flvTag(type, timestampMs, body) }]
      : [];
  });
}

function picture(tags: SourceTag[]): PictureLoop {
  return {
    config: only(tags, 'video-config'),
    frames: bodies(tags, ['key-frame', 'frame']),
    frameMs: 1_000 / FPS,
    width: 1280,
    height: 720,
    fps: FPS,
  };
}

function sound(tags: SourceTag[]): SoundLoop {
  // The encoder's first frames prime its filters; the later ones are plain silence.
  return {
    config: only(tags, 'audio-config'),
    frames: bodies(tags, ['audio']).slice(4, 12),
    frameMs: 1_024_000 / 48_000,
  };
}

function only(tags: SourceTag[], kind: SourceTag['kind']): Buffer {
  const [first] = bodies(tags, [kind]);
  if (first === undefined)
    throw new Error(`The encoded loop has no ${kind}; remove it from the cache and start again.`);
  return first;
}

function bodies(tags: SourceTag[], kinds: ReadonlyArray<SourceTag['kind']>): Buffer[] {
  return tags.filter((tag) => kinds.includes(tag.kind)).map((tag) => tag.bytes.subarray(11, -4));
}
