import type { MediaTag } from './flv-consumer.js';
import { FLV_AUDIO, FLV_VIDEO, flvTag } from './flv-tag.js';
import type { PictureLoop, SoundLoop } from './loops.js';

/** Repeats a loop of sound or picture along the media timeline, for as long as it is asked to. */
export class Filler {
  #startMs = 0;
  #count = 0;

  constructor(
    readonly kind: 'picture' | 'sound',
    readonly loop: PictureLoop | SoundLoop,
  ) {}

  /** Begins at media time `ms`: gives the configuration; the first frame follows with `until`. */
  begin(ms: number): MediaTag {
    this.#startMs = ms;
    this.#count = 0;
    const kind = this.kind === 'picture' ? 'video-config' : 'audio-config';
    return { kind, timestampMs: ms, bytes: flvTag(this.#type, ms, this.loop.config) };
  }

  /** Media time of the next frame, ms. */
  get nextMs(): number {
    // Counted, not added up: 1024 samples at 48 kHz are no whole number of milliseconds.
    return Math.round(this.#startMs + this.#count * this.loop.frameMs);
  }

  /** The next frame. */
  next(): MediaTag {
    const timestampMs = this.nextMs;
    const index = this.#count % this.loop.frames.length;
    this.#count += 1;
    const body = this.loop.frames[index] ?? Buffer.alloc(0);
    return { kind: this.#kindOf(index), timestampMs, bytes: flvTag(this.#type, timestampMs, body) };
  }

  get #type(): number {
    return this.kind === 'picture' ? FLV_VIDEO : FLV_AUDIO;
  }

  #kindOf(index: number): MediaTag['kind'] {
    if (this.kind === 'sound') return 'audio';
    return index === 0 ? 'key-frame' : 'frame';
  }
}

/** The frames of several fillers up to media time `ms`, in order of time. */
export function* fill(fillers: readonly Filler[], ms: number): Generator<MediaTag> {
  for (;;) {
    const [first] = [...fillers].sort((a, b) => a.nextMs - b.nextMs);
    if (first === undefined || first.nextMs > ms) return;
    yield first.next();
  }
}
