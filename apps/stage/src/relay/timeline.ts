/** How far a source may step back (audio and video interleaved loosely), ms. */
const STEP_BACK_MS = 500;
/** How much further a source's clock may advance than the wall clock did, between two tags, ms. */
const STEP_AHEAD_MS = 2_000;

/** Where a tag came to stand. `jumpedMs` is how far the source's clock had jumped, 0 when it had not. */
export interface Placed {
  ms: number;
  jumpedMs: number;
}

/**
 * One media timeline: puts the tags of any number of sources, each on a clock of its own, in one line that never goes back.
 * Within a source the distances are the source's; where its clock jumps or the source changes, the wall clock decides.
 * Times in ms; `wallMs` is a monotonic clock.
 */
export class Timeline {
  #lastMs = 0;
  #placedAny = false;
  #originMs: number | null;
  /** Media time minus unwrapped source time. */
  #offsetMs = 0;
  #source: { stamp: number; positionMs: number; wallMs: number } | null = null;

  /** `originMs` is the wall clock of media time 0; null: the first anchor sets it. `fromMs` is the first media time that may be given. */
  constructor(originMs: number | null, fromMs = 0) {
    this.#originMs = originMs;
    this.#lastMs = fromMs;
  }

  /** The newest media time given, ms. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** The wall clock of media time 0, ms; null before the first tag. */
  get originMs(): number | null {
    return this.#originMs;
  }

  /** What media time it should be by the wall clock, ms. */
  wallMediaMs(wallMs: number): number {
    return this.#originMs === null ? 0 : Math.max(0, Math.round(wallMs - this.#originMs));
  }

  /** Begins a source: its clock's `stamp` is now, or as early after now as the line allows. Returns that media time. */
  anchor(stamp: number, wallMs: number): number {
    this.#originMs ??= Math.round(wallMs);
    const ms = Math.max(this.#next(), this.wallMediaMs(wallMs));
    this.#source = { stamp: stamp >>> 0, positionMs: 0, wallMs };
    this.#offsetMs = ms;
    return ms;
  }

  /** The media time of the source's `stamp` (32 bits, wrapping). */
  place(stamp: number, wallMs: number): Placed {
    const source = this.#source;
    if (source === null) return { ms: this.advance(this.anchor(stamp, wallMs)), jumpedMs: 0 };
    // The difference as a signed 32-bit number is right across the wrap.
    const step = (stamp - source.stamp) | 0;
    if (step < -STEP_BACK_MS || step > Math.max(0, wallMs - source.wallMs) + STEP_AHEAD_MS)
      return { ms: this.advance(this.anchor(stamp, wallMs)), jumpedMs: step };
    this.#source = { stamp: stamp >>> 0, positionMs: source.positionMs + step, wallMs };
    return { ms: this.advance(this.#source.positionMs + this.#offsetMs), jumpedMs: 0 };
  }

  /** Moves the line on to `ms`, or leaves it where it is when it is already further. Returns where it stands. */
  advance(ms: number): number {
    this.#lastMs = Math.max(this.#lastMs, ms);
    this.#placedAny = true;
    return this.#lastMs;
  }

  #next(): number {
    return this.#placedAny ? this.#lastMs + 1 : this.#lastMs;
  }
}
