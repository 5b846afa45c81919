import { type SourceTag, tagBody } from './flv-tag.js';

const MAX_BYTES = 32 * 1024 * 1024;
/** Longest wait for a key frame when the encoder has announced a picture, ms. */
const KEY_FRAME_WAIT_MS = 12_000;

export interface Arrived {
  tag: SourceTag;
  wallMs: number;
}

/**
 * Holds a source's first tags until it is known what it has: picture and sound, or, after `waitMs`, only one of them.
 * Keeps the configurations, which an encoder sends once.
 */
export class Preroll {
  readonly configs: { video: Buffer | null; audio: Buffer | null } = { video: null, audio: null };
  #queue: Arrived[] = [];
  #bytes = 0;
  #sinceMs: number | null = null;

  constructor(readonly waitMs: number) {}

  configure(tag: SourceTag): void {
    if (tag.kind === 'video-config') this.configs.video = Buffer.from(tagBody(tag.bytes));
    if (tag.kind === 'audio-config') this.configs.audio = Buffer.from(tagBody(tag.bytes));
  }

  push(tag: SourceTag, wallMs: number): void {
    this.#sinceMs ??= wallMs;
    this.#bytes += tag.bytes.length;
    if (this.#bytes > MAX_BYTES) this.clear();
    this.#queue.push({ tag, wallMs });
  }

  isReady(wallMs: number): boolean {
    if (this.#sinceMs === null) return false;
    const { video, audio } = this.configs;
    const waitedMs = wallMs - this.#sinceMs;
    const hasPicture = video !== null && this.#queue.some(({ tag }) => tag.kind === 'key-frame');
    const hasSound = audio !== null && this.#queue.some(({ tag }) => tag.kind === 'audio');
    if (hasPicture) return audio !== null || waitedMs >= this.waitMs;
    return hasSound && waitedMs >= (video === null ? this.waitMs : KEY_FRAME_WAIT_MS);
  }

  /** What is to be played: from the first key frame on, or all of the sound when there is none. */
  take(): Arrived[] {
    const first = this.#queue.findIndex(({ tag }) => tag.kind === 'key-frame');
    const queue =
      first < 0 ? this.#queue.filter(({ tag }) => tag.kind === 'audio') : this.#queue.slice(first);
    this.clear();
    return queue;
  }

  clear(): void {
    this.#queue = [];
    this.#bytes = 0;
    this.#sinceMs = null;
  }
}
