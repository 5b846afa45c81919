import { type Child, type ChildExit, type ChildOptions, startChild } from './child.js';
import { Emitter } from './emitter.js';

export interface SuperviseOptions {
  /** Asked anew before each start, so that ports, paths and arguments may change. */
  child: () => ChildOptions;
  /** The first and the longest wait before a restart, ms. Default 250 and 5000; it doubles in between. */
  minWaitMs?: number;
  maxWaitMs?: number;
  /** After running this long, ms, the wait is short again. Default 10000. */
  stableMs?: number;
  /** Exits after which another start is of no use (a wrong configuration). Default: none. */
  isFinal?: (exit: ChildExit) => boolean;
}

interface SupervisedEvents extends Record<string, unknown[]> {
  /** A child was started, the first as well as each after a restart. */
  started: [child: Child];
  /** The child ended by itself; another start follows after `waitMs`. */
  died: [exit: ChildExit, waitMs: number];
  /** The child ended with a final exit: there will be no other. */
  gaveUp: [exit: ChildExit];
}

/** Supervised keeps one child running until it is closed. The first start happens on the next turn of the event loop. */
export class Supervised extends Emitter<SupervisedEvents> {
  #child: Child | undefined;
  #timer: NodeJS.Timeout | undefined;
  #waitMs: number;
  #closing: Promise<void> | undefined;
  readonly #minWaitMs: number;
  readonly #maxWaitMs: number;
  readonly #stableMs: number;

  constructor(private readonly options: SuperviseOptions) {
    super();
    this.#minWaitMs = options.minWaitMs ?? 250;
    this.#maxWaitMs = options.maxWaitMs ?? 5000;
    this.#stableMs = options.stableMs ?? 10_000;
    this.#waitMs = this.#minWaitMs;
    this.#timer = setTimeout(() => this.#start(), 0);
  }

  /** The child that runs now; undefined between a death and the restart. */
  get child(): Child | undefined {
    return this.#child;
  }
  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** Ends the child for good; later calls wait for the same end. */
  close({ graceMs = 5000 } = {}): Promise<void> {
    this.#closing ??= this.#close(graceMs);
    return this.#closing;
  }

  async #close(graceMs: number): Promise<void> {
    clearTimeout(this.#timer);
    await this.#child?.stop({ graceMs });
  }

  #start(): void {
    const startedMs = performance.now();
    const child = startChild(this.options.child());
    this.#child = child;
    child.on('exit', (exit) => {
      this.#child = undefined;
      if (this.closed) return;
      if (this.options.isFinal?.(exit) === true) this.emit('gaveUp', exit);
      else this.#restart(exit, performance.now() - startedMs);
    });
    this.emit('started', child);
  }

  #restart(exit: ChildExit, ranMs: number): void {
    if (ranMs >= this.#stableMs) this.#waitMs = this.#minWaitMs;
    const waitMs = this.#waitMs;
    this.#waitMs = Math.min(waitMs * 2, this.#maxWaitMs);
    this.#timer = setTimeout(() => this.#start(), waitMs);
    this.emit('died', exit, waitMs);
  }
}

/** Keeps a child running: it is started at once, and again after each death, more slowly when it dies quickly. */
export function supervise(options: SuperviseOptions): Supervised {
  return new Supervised(options);
}
