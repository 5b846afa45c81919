import type { Entry } from '@lectern/protocol/entries';

/** Ring keeps the newest `capacity` entries of a topic in memory; their seqs have no holes. */
export class Ring {
  #entries: Entry[] = [];

  constructor(readonly capacity: number) {}

  /** Adds entries that directly follow the newest one. */
  push(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.#entries.push(entry);
      if (entry.type === 'chat.removed' || entry.type === 'question.removed')
        this.#wipe(entry.body.target);
    }
    // Cut at twice the size, so that the copy is paid once per `capacity` entries.
    if (this.#entries.length >= this.capacity * 2)
      this.#entries = this.#entries.slice(-this.capacity);
  }

  /** Up to `limit` entries after `seq`, oldest first; null when the oldest of them is no longer here. */
  after(seq: number, limit: number): Entry[] | null {
    const first = this.#entries[0];
    if (first === undefined) return null;
    const start = seq + 1 - first.seq;
    return start < 0 ? null : this.#entries.slice(start, start + limit);
  }

  newest(count: number): Entry[] {
    return this.#entries.slice(-count);
  }

  get(seq: number): Entry | undefined {
    const first = this.#entries[0];
    return first === undefined ? undefined : this.#entries[seq - first.seq];
  }

  /** A removed body leaves the memory with the entry that removes it. */
  #wipe(seq: number): void {
    const entry = this.get(seq);
    if (entry?.type === 'chat.posted' || entry?.type === 'question.asked') entry.body = null;
  }
}
