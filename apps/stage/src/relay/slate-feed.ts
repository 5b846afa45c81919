import { Filler, fill } from './filler.js';
import type { MediaTag } from './flv-consumer.js';
import type { Loops } from './loops.js';
import { metadataTag } from './metadata.js';
import type { Timeline } from './timeline.js';

/** Longer gaps (the machine slept) are left out, not filled, ms. */
const MAX_CATCH_UP_MS = 10_000;

/** The slate on the broadcast's timeline, in real time. It fills the line from where the encoder left it, so that there is no hole. */
export class SlateFeed {
  readonly #picture: Filler;
  readonly #sound: Filler;

  constructor(
    readonly timeline: Timeline,
    readonly loops: Loops,
    readonly out: (tag: MediaTag) => void,
  ) {
    this.#picture = new Filler('picture', loops.slate);
    this.#sound = new Filler('sound', loops.silence);
  }

  begin(ms: number): void {
    const facts = { encoder: '', ...this.loops.slate };
    this.out({ kind: 'metadata', timestampMs: ms, bytes: metadataTag(facts) });
    this.out(this.#picture.begin(ms));
    this.out(this.#sound.begin(ms));
  }

  /** Sends what is due at the wall clock `wallMs`. */
  tick(wallMs: number): void {
    const dueMs = this.timeline.wallMediaMs(wallMs);
    if (dueMs - this.#picture.nextMs > MAX_CATCH_UP_MS) this.begin(this.timeline.advance(dueMs));
    for (const tag of fill([this.#picture, this.#sound], dueMs)) {
      this.timeline.advance(tag.timestampMs);
      this.out(tag);
    }
  }
}
