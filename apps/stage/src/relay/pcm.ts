import { type Child, describeExit, startChild } from '@lectern/host/child';
import { Emitter } from '@lectern/host/emitter';
import type { FlvConsumer, MediaTag } from './flv-consumer.js';
import { flvHeader, readFlv, retimed, FLV_AUDIO, flvTag } from './flv-tag.js';

/** Samples per second of the tap. */
export const PCM_RATE = 16_000;
const BYTES_PER_SAMPLE = 2;
/** More than this waiting for ffmpeg means that it hangs, bytes. */
const MAX_PENDING = 8 * 1024 * 1024;

interface PcmEvents extends Record<string, unknown[]> {
  /** Signed 16-bit little-endian mono at 16 kHz; `mediaMs` is the media time of its first sample, by counting samples. */
  samples: [pcm: Buffer, mediaMs: number];
  /** Once; nothing follows. `error` is null when it was asked to end. */
  closed: [error: string | null];
}

/** The sound of a broadcast as plain samples, for whoever listens to speech. Its ffmpeg runs only while it is attached. */
export class PcmTap extends Emitter<PcmEvents> implements FlvConsumer {
  #child: Child | null = null;
  #firstMs: number | null = null;
  #config: Buffer | null = null;
  #samples = 0;
  #rest: Buffer = Buffer.alloc(0);
  #ending = false;

  constructor(readonly ffmpeg: string) {
    super();
  }

  start(head: Buffer): void {
    const audio = readFlv(head).find((tag) => tag.type === FLV_AUDIO);
    if (audio !== undefined) this.#config = flvTag(FLV_AUDIO, 0, audio.body);
  }

  write(tag: MediaTag): void {
    if (tag.kind === 'audio-config') this.#config = tag.bytes;
    if (tag.kind !== 'audio' && tag.kind !== 'audio-config') return;
    if (this.#firstMs === null) {
      if (tag.kind === 'audio-config' || this.#config === null) return;
      this.#begin(tag.timestampMs, this.#config);
    }
    const pending = this.#child?.stdin?.writableLength ?? 0;
    if (pending > MAX_PENDING) return this.#fail('ffmpeg does not take the sound any more.');
    this.#send(retimed(tag.bytes, tag.timestampMs - (this.#firstMs ?? 0)));
  }

  end(): void {
    this.#ending = true;
    if (this.#child === null) this.emit('closed', null);
    else this.#child.stdin?.end();
  }

  #begin(firstMs: number, config: Buffer): void {
    this.#firstMs = firstMs;
    const child = startChild({
      name: 'ffmpeg (sound)',
      command: this.ffmpeg,
      args: pcmArguments(),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout?.on('data', (bytes: Buffer) => this.#receive(bytes));
    child.on('exit', (exit) =>
      this.emit('closed', this.#ending ? null : describeExit('ffmpeg', exit)),
    );
    this.#send(flvHeader({ audio: true, video: false }));
    this.#send(retimed(config, 0));
  }

  #send(bytes: Buffer): void {
    if (this.#child?.stdin?.writable === true) this.#child.stdin.write(bytes);
  }

  #receive(bytes: Buffer): void {
    const all = Buffer.concat([this.#rest, bytes]);
    const whole = all.length - (all.length % BYTES_PER_SAMPLE);
    this.#rest = all.subarray(whole);
    const mediaMs = (this.#firstMs ?? 0) + (this.#samples * 1_000) / PCM_RATE;
    this.#samples += whole / BYTES_PER_SAMPLE;
    if (whole > 0) this.emit('samples', all.subarray(0, whole), mediaMs);
  }

  #fail(error: string): void {
    this.#ending = true;
    this.#child?.kill('SIGKILL');
    this.#child = null;
    this.emit('closed', error);
  }
}

function pcmArguments(): string[] {
  // `async` puts silence where the timestamps have a hole, so that counting samples is counting media time.
  const filter = `aresample=${PCM_RATE}:async=1000:first_pts=0`;
  const input = ['-probesize', '4096', '-analyzeduration', '0', '-f', 'flv', '-i', 'pipe:0'];
  return [
    '-nostdin',
    '-v',
    'error',
    ...input,
    '-vn',
    '-af',
    filter,
    '-ac',
    '1',
    '-f',
    's16le',
    'pipe:1',
  ];
}
