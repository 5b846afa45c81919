/** Above so many deliveries a second, sharing frames costs less than the delay does. */
const BUSY_PER_S = 30_000;
const WINDOW_MS = 500;
/** A frame shared by so many entries saves most of what there is to save. */
const ENOUGH = 4;

/**
 * Coalescer says when waiting entries are to be sent: at once while that is cheap. Under load at the latest `maxMs`
 * after the frame before; as soon as enough wait for one frame, but never so that sending takes more than half of
 * the time. Pure arithmetic; all times in ms.
 */
export class Coalescer {
  #windowStart = 0;
  #deliveries = 0;
  #rate = 0;
  #waiting = 0;
  #lastStart = 0;
  #lastEnd = 0;

  /** `maxMs` 0 switches sharing off. */
  constructor(readonly maxMs: number) {}

  /** How long everything that waits should wait from now, with `entries` new entries for `sockets` sockets. */
  delay(entries: number, sockets: number, nowMs: number): number {
    if (this.maxMs === 0) return 0;
    this.#waiting += entries;
    this.#count(entries * sockets, nowMs);
    if (this.#rate < BUSY_PER_S) return 0;
    const latest = this.#lastStart + this.maxMs;
    const rested = this.#lastEnd + (this.#lastEnd - this.#lastStart);
    const due = this.#waiting < ENOUGH ? latest : Math.min(rested, latest);
    return Math.max(0, Math.min(this.maxMs, due - nowMs));
  }

  /** Notes that all that waited was sent, and how long that took. */
  flushed(startMs: number, endMs: number): void {
    this.#waiting = 0;
    this.#lastStart = startMs;
    this.#lastEnd = endMs;
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
