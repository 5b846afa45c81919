import type { Entry } from '@lectern/protocol/entries';

/** More remembered times than this, and those that no slow mode reaches are dropped. */
const MANY = 10_000;
const LONGEST_SLOW_MODE_MS = 3_600_000;

/** PostTimes knows when somebody last wrote in a room, counting messages that are still on their way to the database. */
export class PostTimes {
  readonly #times = new Map<string, number>();

  /** When the person last posted, in ms; `recent` answers after a restart. */
  get(room: string, person: string, recent: readonly Entry[]): number {
    const known = this.#times.get(`${room} ${person}`);
    return (
      known ??
      recent.findLast((entry) => entry.type === 'chat.posted' && entry.actor?.id === person)
        ?.atMs ??
      0
    );
  }

  set(room: string, person: string, atMs: number): void {
    if (this.#times.size > MANY) this.#prune(Date.now() - LONGEST_SLOW_MODE_MS);
    this.#times.set(`${room} ${person}`, atMs);
  }

  #prune(beforeMs: number): void {
    for (const [key, atMs] of this.#times) if (atMs < beforeMs) this.#times.delete(key);
  }
}
