/** Above so many deliveries a second, sharing frames costs less than the delay does. */
const BUSY_PER_S = 30_000;
const WINDOW_MS = 500;

/**
 * Coalescer says when waiting entries are to be sent: at once while that is cheap, and under load at the latest
 * `maxMs` after the frame before. Pure arithmetic; all times in ms.
 */
export class Coalescer {
  #windowStart = 0;
  #deliveries = 0;
  #rate = 0;
  #lastFlush = 0;

  /** `maxMs` 0 switches sharing off. */
  constructor(readonly maxMs: number) {}

  /** How long `entries` new entries for `sockets` sockets should wait. */
  delay(entries: number, sockets: number, nowMs: number): number {
    if (this.maxMs === 0) return 0;
    this.#count(entries * sockets, nowMs);
    if (this.#rate < BUSY_PER_S) return 0;
    return Math.max(0, Math.min(this.maxMs, this.#lastFlush + this.maxMs - nowMs));
  }

  flushed(nowMs: number): void {
    this.#lastFlush = nowMs;
  }

  #count(deliveries: number, nowMs: number): void {
    const age = nowMs - this.#windowStart;
    if (age >= WINDOW_MS) {
      // A window that is long over says nothing about now.
      this.#rate = age < 2 * WINDOW_MS ? (this.#deliveries * 1_000) / age : 0;
      this.#windowStart = nowMs;
      this.#deliveries = 0;
    }
    this.#deliveries += deliveries;
    // A burst counts before its window is over.
    this.#rate = Math.max(this.#rate, (this.#deliveries * 1_000) / WINDOW_MS);
  }
}
