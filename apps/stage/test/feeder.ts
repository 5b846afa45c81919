import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlvConsumer, MediaTag } from '../src/relay/flv-consumer.js';

export interface FeedSource {
  width: number;
  height: number;
  fps: number;
  seconds: number;
  /** Seconds between key frames. */
  gop: number;
}

/** An FLV file of a moving picture and a beep, made by the real ffmpeg; kept between runs of the tests. */
export function makeFlv(source: FeedSource): Buffer {
  const { width, height, fps, seconds, gop } = source;
  const path = join(tmpdir(), `lectern-feed-${width}x${height}-${fps}-${seconds}-${gop}.flv`);
  if (!existsSync(path)) {
    const made = spawnSync('ffmpeg', [
      ...['-hide_banner', '-loglevel', 'error', '-y'],
      ...['-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=${fps}`],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:beep_factor=4:sample_rate=44100'],
      ...['-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
      ...['-g', String(Math.round(gop * fps)), '-sc_threshold', '0', '-bf', '0', '-b:v', '1500k'],
      ...['-c:a', 'aac', '-b:a', '128k', '-ac', '2', path],
    ]);
    if (made.status !== 0) throw new Error(made.stderr.toString());
  }
  return readFileSync(path);
}

/** Splits an FLV file into its head (file header, metadata, codec configurations) and its media tags. */
export function splitFlv(file: Buffer): { head: Buffer; tags: MediaTag[] } {
  const head: Buffer[] = [file.subarray(0, 13)];
  const tags: MediaTag[] = [];
  for (let at = 13; at + 11 <= file.length;) {
    const size = file.readUIntBE(at + 1, 3);
    const bytes = file.subarray(at, at + 11 + size + 4);
    const timestampMs = file.readUIntBE(at + 4, 3) + (file[at + 7] ?? 0) * 0x1000000;
    const kind = kindOf(bytes);
    if (kind === 'key-frame' || kind === 'frame' || kind === 'audio')
      tags.push({ kind, timestampMs, bytes });
    else if (tags.length === 0) head.push(bytes);
    at += bytes.length;
  }
  return { head: Buffer.concat(head), tags };
}

function kindOf(bytes: Buffer): MediaTag['kind'] {
  const [first = 0, packet = 0] = bytes.subarray(11, 13);
  if (bytes[0] === 18) return 'metadata';
  if (bytes[0] === 8) return packet === 0 ? 'audio-config' : 'audio';
  if (packet !== 1) return 'video-config';
  return first >> 4 === 1 ? 'key-frame' : 'frame';
}

function retimed(tag: MediaTag, timestampMs: number): MediaTag {
  const bytes = Buffer.from(tag.bytes);
  bytes.writeUIntBE(timestampMs & 0xffffff, 4, 3);
  bytes[7] = timestampMs >>> 24;
  return { ...tag, bytes, timestampMs };
}

/** Feeder plays an FLV file into consumers at its own pace, over and over, as a relay would. */
export class Feeder {
  readonly #head: Buffer;
  readonly #tags: MediaTag[];
  readonly #lengthMs: number;
  readonly #consumers = new Set<FlvConsumer>();
  readonly #started = new WeakSet<FlvConsumer>();
  readonly #timer: NodeJS.Timeout;
  readonly startedAtMs: number;
  #next = 0;

  constructor(file: Buffer, options: { seconds: number; speed?: number; fromMs?: number }) {
    const { head, tags } = splitFlv(file);
    this.#head = head;
    this.#tags = tags;
    this.#lengthMs = options.seconds * 1000;
    const speed = options.speed ?? 1;
    const fromMs = options.fromMs ?? 0;
    const begunMs = performance.now();
    this.startedAtMs = Date.now() - fromMs;
    while (this.#tagAt(this.#next).timestampMs < fromMs) this.#next += 1;
    this.#timer = setInterval(() => {
      this.#play(fromMs + (performance.now() - begunMs) * speed);
    }, 10);
  }

  attach(consumer: FlvConsumer): () => void {
    this.#consumers.add(consumer);
    return () => this.#consumers.delete(consumer);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tagAt(n: number): MediaTag {
    const tag = this.#tags[n % this.#tags.length];
    if (tag === undefined) throw new Error('an empty feed');
    const round = Math.floor(n / this.#tags.length);
    return retimed(tag, tag.timestampMs + round * this.#lengthMs);
  }

  #play(untilMs: number): void {
    for (;;) {
      const tag = this.#tagAt(this.#next);
      if (tag.timestampMs > untilMs) return;
      this.#next += 1;
      for (const consumer of this.#consumers) this.#give(consumer, tag);
    }
  }

  #give(consumer: FlvConsumer, tag: MediaTag): void {
    if (!this.#started.has(consumer)) {
      if (tag.kind !== 'key-frame') return;
      this.#started.add(consumer);
      consumer.start(this.#head, tag.timestampMs);
    }
    consumer.write(tag);
  }
}
