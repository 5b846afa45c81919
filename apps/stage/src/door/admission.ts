import { createHash, timingSafeEqual } from 'node:crypto';

/** Which key opens which room. */
export interface KeyOfRoom {
  room: string;
  /** SHA-256 of the key, hex. */
  keyHash: string;
}

/** Finds what a stream key opens. Every hash is looked at, each in constant time, so that the time taken tells nothing. */
export function findRoom(key: string, keys: readonly KeyOfRoom[]): KeyOfRoom | null {
  const digest = createHash('sha256').update(key).digest();
  let found: KeyOfRoom | null = null;
  for (const candidate of keys) {
    const hash = Buffer.from(candidate.keyHash, 'hex');
    if (hash.length === digest.length && timingSafeEqual(hash, digest)) found = candidate;
  }
  return found;
}

const FREE_REFUSALS = 10;
const FORGET_MS = 10 * 60_000;
const MAX_SOURCES = 10_000;

/**
 * Counts wrong keys by source address. After ten of them within ten minutes a refusal takes 1 s, then 2, up to 5:
 * only refusals are delayed, so a good encoder behind the same address is not.
 */
export class RefusalDelay {
  readonly #sources = new Map<string, { count: number; lastMs: number }>();

  /** Notes a refusal and says how long to wait before it is told, ms. */
  refuse(source: string, nowMs: number): number {
    const known = this.#sources.get(source);
    const count = (known !== undefined && nowMs - known.lastMs < FORGET_MS ? known.count : 0) + 1;
    // Inserted anew, so that the oldest are first to be forgotten.
    this.#sources.delete(source);
    this.#sources.set(source, { count, lastMs: nowMs });
    const [oldest] = this.#sources.keys();
    if (this.#sources.size > MAX_SOURCES && oldest !== undefined) this.#sources.delete(oldest);
    return Math.min(Math.max(0, count - FREE_REFUSALS), 5) * 1_000;
  }
}

const MAX_WAITING = 200;
const MAX_WAITING_PER_SOURCE = 16;

/** How many connections may be open that have not published yet: in all, and from one address. */
export class Antechamber {
  readonly #bySource = new Map<string, number>();
  #all = 0;

  /** False: there is no room. */
  enter(source: string): boolean {
    const mine = this.#bySource.get(source) ?? 0;
    if (this.#all >= MAX_WAITING || mine >= MAX_WAITING_PER_SOURCE) return false;
    this.#all += 1;
    this.#bySource.set(source, mine + 1);
    return true;
  }

  leave(source: string): void {
    const mine = this.#bySource.get(source);
    if (mine === undefined) return;
    this.#all -= 1;
    if (mine === 1) this.#bySource.delete(source);
    else this.#bySource.set(source, mine - 1);
  }
}
