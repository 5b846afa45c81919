/** Bucket is a rate limit: `capacity` at once, then one every `everyMs`. */
export class Bucket {
  #tokens: number;
  #at = 0;

  constructor(
    private readonly capacity: number,
    private readonly everyMs: number,
  ) {
    this.#tokens = capacity;
  }

  /** Takes one at `nowMs`; returns 0, or how long to wait, in ms, when there is none. */
  take(nowMs: number): number {
    // A clock that was set back refills nothing.
    const gained = Math.max(0, nowMs - this.#at) / this.everyMs;
    this.#tokens = Math.min(this.capacity, this.#tokens + gained);
    this.#at = nowMs;
    if (this.#tokens < 1) return Math.ceil((1 - this.#tokens) * this.everyMs);
    this.#tokens -= 1;
    return 0;
  }
}
