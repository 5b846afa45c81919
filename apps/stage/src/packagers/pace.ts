interface Sample {
  atMs: number;
  behindMs: number;
}

/** How long an encoder is watched before it is called too slow, ms: a burst at the start is no verdict. */
const WATCH_MS = 12_000;

/** Pace watches how far the listed stream lies behind what came in, and tells when the encoder cannot keep up. */
export class Pace {
  #samples: Sample[] = [];

  constructor(private readonly segmentMs: number) {}

  /** A packager started: what was seen of the one before says nothing. */
  restart(): void {
    this.#samples = [];
  }

  /** Adds a reading, about once a second. */
  add(atMs: number, behindMs: number): void {
    this.#samples.push({ atMs, behindMs });
    while (this.#samples.length > 2 && atMs - (this.#samples[1]?.atMs ?? 0) >= WATCH_MS)
      this.#samples.shift();
  }

  /** Far behind, and no nearer than it was all the while. */
  get isTooSlow(): boolean {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.atMs - first.atMs < WATCH_MS)
      return false;
    return (
      last.behindMs > 2 * this.segmentMs + 5_000 && last.behindMs >= first.behindMs - this.segmentMs
    );
  }
}
