import { type Child, describeExit, startChild } from '@lectern/host/child';
import { Emitter } from '@lectern/host/emitter';
import { flvHeader, retimed } from './flv-tag.js';

/** Samples per second of the tap. */
export const PCM_RATE = 16_000;
const BYTES_PER_SAMPLE = 2;
/** More than this waiting for ffmpeg means that it hangs, bytes. */
const MAX_PENDING = 8 * 1024 * 1024;

interface RunEvents extends Record<string, unknown[]> {
  samples: [pcm: Buffer, mediaMs: number];
  /** Once, after the last samples. `error` is null when it was asked to end. */
  closed: [error: string | null];
}

/** Sound of one format through one ffmpeg, from media time `firstMs` on. */
export class PcmRun extends Emitter<RunEvents> {
  readonly #child: Child;
  #samples = 0;
  #rest: Buffer = Buffer.alloc(0);
  #ending = false;

  constructor(
    ffmpeg: string,
    readonly firstMs: number,
    config: Buffer,
  ) {
    super();
    const child = startChild({
      name: 'ffmpeg (sound)',
      command: ffmpeg,
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

  write(tag: Buffer, mediaMs: number): void {
    this.#send(retimed(tag, mediaMs - this.firstMs));
    // Its death is reported as the error.
    if ((this.#child.stdin?.writableLength ?? 0) > MAX_PENDING) this.#child.kill('SIGKILL');
  }

  /** Lets ffmpeg finish what it has. */
  end(): void {
    this.#ending = true;
    this.#child.stdin?.end();
  }

  #send(bytes: Buffer): void {
    if (this.#child.stdin?.writable === true) this.#child.stdin.write(bytes);
  }

  #receive(bytes: Buffer): void {
    const all = Buffer.concat([this.#rest, bytes]);
    const whole = all.length - (all.length % BYTES_PER_SAMPLE);
    this.#rest = all.subarray(whole);
    const mediaMs = this.firstMs + (this.#samples * 1_000) / PCM_RATE;
    this.#samples += whole / BYTES_PER_SAMPLE;
    if (whole > 0) this.emit('samples', all.subarray(0, whole), mediaMs);
  }
}

function pcmArguments(): string[] {
  // `async` puts silence where the timestamps have a hole, so that counting samples is counting media time.
  const filter = `aresample=${PCM_RATE}:async=1000`;
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
