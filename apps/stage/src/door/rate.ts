const WINDOW_MS = 3_000;

/** Rate counts things over the last three seconds. */
export class Rate {
  #events: Array<{ atMs: number; amount: number }> = [];

  add(amount: number, nowMs: number): void {
    this.#events.push({ atMs: nowMs, amount });
    if (this.#events.length > 4_096) this.#forget(nowMs);
  }

  /** Amount per second. */
  perSecond(nowMs: number): number {
    this.#forget(nowMs);
    const first = this.#events[0];
    if (first === undefined) return 0;
    const sum = this.#events.reduce((total, event) => total + event.amount, 0);
    return (sum * 1_000) / Math.min(WINDOW_MS, Math.max(1_000, nowMs - first.atMs));
  }

  #forget(nowMs: number): void {
    this.#events = this.#events.filter((event) => nowMs - event.atMs < WINDOW_MS);
  }
}
