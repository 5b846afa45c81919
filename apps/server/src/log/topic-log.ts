import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Appended } from '@lectern/protocol/commands';
import type { Entry } from '@lectern/protocol/entries';
import { databaseRefusal, Refusal } from '../errors.js';
import { appendBatch, type Committed } from './commit.js';
import type { Draft } from './draft.js';
import { Ring } from './ring.js';
import { readAfter, readNewest } from './rows.js';
import { appendUncontested } from './uncontested.js';

/** Entries kept in memory per topic. */
const RING = 1_000;
/** Entries that a client without a cursor gets. */
const FRESH = 100;
/** Entries in one answer. */
const PAGE = 500;
/** A client further behind than this starts afresh. */
const TOO_FAR = 2_000;
const MAX_BATCH = 256;
/** More commands waiting than this means that the database is not keeping up. */
const MAX_WAITING = 5_000;
const RETRY_MS = 1_000;

interface Waiting {
  draft: Draft;
  resolve: (appended: Appended) => void;
  reject: (error: unknown) => void;
}

export interface Stretch {
  reset: boolean;
  from: number;
  head: number;
  entries: Entry[];
}

/** What a topic tells the room that it belongs to: entries that are committed, in order, each once. */
export type OnAppended = (topic: string, entries: Entry[]) => void;

/** TopicLog is one ordered log: appends go through it one batch at a time, the newest entries are read from memory. */
export class TopicLog {
  readonly #ring = new Ring(RING);
  #head = 0;
  #waiting: Waiting[] = [];
  #running = false;
  #closed = false;

  private constructor(
    private readonly pool: Pool,
    readonly room: string,
    readonly name: string,
    private readonly onAppended: OnAppended,
  ) {}

  /** Opens the topic of a room that exists, with its newest entries in memory. */
  static async open(
    pool: Pool,
    room: string,
    name: string,
    onAppended: OnAppended,
  ): Promise<TopicLog> {
    const log = new TopicLog(pool, room, name, onAppended);
    await pool.query('INSERT INTO topic (room_id, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      room,
      name,
    ]);
    const newest = await readNewest(pool, room, name, RING);
    log.#ring.push(newest);
    log.#head = newest.at(-1)?.seq ?? 0;
    return log;
  }

  get head(): number {
    return this.#head;
  }

  /** Newest entries in memory, oldest first. */
  get recent(): Entry[] {
    return this.#ring.newest(RING);
  }

  /** Resolves after the commit. What was not committed is rejected; whoever is not sure repeats it with the same cid. */
  append(draft: Draft): Promise<Appended> {
    if (this.#closed) return Promise.reject(new Refusal('gone', 'This room is closed.'));
    if (this.#waiting.length >= MAX_WAITING) {
      return Promise.reject(
        new Refusal('unavailable', 'The room is very busy. Try again in a moment.', {
          retryAfterMs: RETRY_MS,
        }),
      );
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ draft, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  /** What a client with the cursor `after` has missed; without a cursor, or when that is too much, the newest entries. */
  async since(after: number | null): Promise<Stretch> {
    const head = this.#head;
    if (after === null || after > head || head - after > TOO_FAR) {
      const entries = this.#ring.newest(FRESH);
      return { reset: true, from: entries[0]?.seq ?? head + 1, head, entries };
    }
    return { reset: false, from: after + 1, head, entries: await this.range(after, PAGE) };
  }

  /** Up to `limit` entries after `after`, oldest first; from memory where they are there. */
  async range(after: number, limit: number): Promise<Entry[]> {
    if (after >= this.#head) return [];
    return (
      this.#ring.after(after, limit) ??
      (await readAfter(this.pool, this.room, this.name, after, limit))
    );
  }

  /** Whether one of the newest entries was written by this person under this cid. */
  has(person: string, cid: string): boolean {
    return this.#ring.newest(RING).some((entry) => entry.cid === cid && entry.actor?.id === person);
  }

  /** Resolves when nothing is waiting to be written. */
  async idle(): Promise<void> {
    while (this.#running) await nextTurn();
  }

  close(): void {
    this.#closed = true;
  }

  async #run(): Promise<void> {
    this.#running = true;
    // What arrives in the same turn shares a transaction; what arrives during it forms the next one.
    await nextTurn();
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, MAX_BATCH));
    this.#running = false;
  }

  async #commit(batch: Waiting[]): Promise<void> {
    try {
      const drafts = batch.map(({ draft }) => draft);
      const committed = await this.#append(drafts, Date.now());
      const missed = await this.#missed(committed.headBefore);
      this.#take([...missed, ...committed.entries]);
      settle(batch, committed);
    } catch (error) {
      if (batch.length > 1 && databaseRefusal(error) === null) return this.#commitEach(batch);
      for (const { reject } of batch) reject(error);
      // The commit may have gone through although its answer was lost.
      this.#catchUpLater();
    }
  }

  async #append(drafts: readonly Draft[], atMs: number): Promise<Committed> {
    const { pool, room, name } = this;
    return (
      (await appendUncontested(pool, room, name, drafts, this.#head, atMs)) ??
      (await this.#transaction((tx) => appendBatch(tx, room, name, drafts, atMs)))
    );
  }

  /** What the database refuses to take must not take others' entries with it. */
  async #commitEach(batch: Waiting[]): Promise<void> {
    for (const waiting of batch) await this.#commit([waiting]);
  }

  async #transaction<T>(work: (tx: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      broken = false;
      return result;
    } finally {
      // A connection in an unknown state is thrown away: that rolls back, and needs no answer from the server.
      client.release(broken);
    }
  }

  /** Entries that somebody else committed, or that we did without hearing of it. */
  async #missed(headBefore: number): Promise<Entry[]> {
    if (headBefore <= this.#head) return [];
    return readAfter(this.pool, this.room, this.name, this.#head, headBefore - this.#head);
  }

  #take(entries: Entry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.#ring.push(entries);
    this.#head = last.seq;
    // The acknowledgements are written first, in this turn's microtasks.
    setImmediate(() => this.onAppended(this.name, entries));
  }

  #catchUpLater(): void {
    const timer = setTimeout(() => {
      if (this.#closed || this.#running) return;
      this.#running = true;
      readAfter(this.pool, this.room, this.name, this.#head, RING)
        .then((entries) => this.#take(entries))
        .catch(() => this.#catchUpLater())
        .finally(() => void this.#run());
    }, RETRY_MS);
    timer.unref();
  }
}

function settle(batch: readonly Waiting[], { outcomes }: Committed): void {
  batch.forEach(({ resolve, reject }, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) reject(new Error('a draft has no outcome'));
    else if ('refused' in outcome) reject(outcome.refused);
    else resolve(outcome.appended);
  });
}
