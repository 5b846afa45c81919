import { backOffMs } from './verdict.js';

/** Restarts times the starts of packagers: each that fails in a row is followed a little later by the next. */
export class Restarts {
  /** How many failed in all. */
  count = 0;
  #inARow = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(private readonly start: () => void) {}

  /** A start is to come. */
  get isWaiting(): boolean {
    return this.#timer !== null;
  }

  failed(): void {
    this.count += 1;
    this.#startIn(backOffMs(this.#inARow));
    this.#inARow += 1;
  }

  /** One that works: the next failure is a first one. */
  well(): void {
    this.#inARow = 0;
  }

  /** Starts on the next turn, without a failure. */
  soon(): void {
    this.#startIn(0);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #startIn(waitMs: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.start();
    }, waitMs);
  }
}
