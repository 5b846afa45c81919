import type { Joined } from '@lectern/protocol/commands';
import type { Entry } from '@lectern/protocol/entries';
import type { WireError } from '@lectern/protocol/errors';
import type { Connection } from './connection.js';
import { cursorAt, GAP_MS, overdue, receive, type Cursor } from './cursor.js';
import { asWireError, CommandFailed, passes } from './failure.js';
import { append, historyFrom, prepend, type History } from './history.js';

/** `entering`: on the way in, or back in. `refused`: this room is not for us, or is not. */
export type Phase = 'entering' | 'in' | 'refused';

const TOPIC = 'main';
const PAGE = 500;
/** So much of the past is fetched unasked: what an old question or setting says still holds. */
const BACKFILL_ENTRIES = 10_000;
const RETRY_MS = 2_000;
/** What another try cannot mend. */
const FINAL: ReadonlySet<WireError['code']> = new Set([
  'not_found',
  'forbidden',
  'gone',
  'invalid',
  'unauthenticated',
]);

export interface ReaderEvents {
  joined(joined: Joined): void;
  /** The log began anew: on the first entry, after a long absence, or because of another epoch. */
  reset(history: History, head: number): void;
  /** Entries that are new at the end; `entries` is empty when older ones were put before. */
  read(history: History, entries: readonly Entry[]): void;
  changed(): void;
}

/** Reads one room's log: enters, follows, finds holes and fills them. Joining and rejoining are the same act. */
export class Reader {
  phase: Phase = 'entering';
  refusal: WireError | null = null;
  loadingOlder = false;
  history: History = historyFrom(1);
  #epoch: string | null = null;
  #cursor: Cursor = cursorAt(0);
  #early: { entries: Entry[]; head: number; epoch: string }[] | null = null;
  #turn = 0;
  #gap: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #off: (() => void)[];
  readonly #connection: Connection;
  readonly #room: string;
  readonly #on: ReaderEvents;
  readonly #now: () => number;

  constructor(connection: Connection, room: string, on: ReaderEvents, now: () => number) {
    this.#connection = connection;
    this.#room = room;
    this.#on = on;
    this.#now = now;
    this.#off = [
      connection.on('status', (status) => (status.name === 'open' ? this.join() : this.#away())),
      connection.on('entries', (it) => {
        if (it.room === room && it.topic === TOPIC) this.#hear(it.entries, it.head, it.epoch);
      }),
      connection.on('head', (it) => {
        if (it.room === room) this.#hear([], it.heads[TOPIC] ?? 0, it.epoch);
      }),
    ];
  }

  /** Enters the room, or enters it again from where we stand. */
  join(): void {
    if (this.#connection.status.name !== 'open') return;
    const turn = ++this.#turn;
    this.#early = [];
    this.#on.changed();
    clearTimeout(this.#again);
    const from =
      this.#epoch === null ? {} : { epoch: this.#epoch, after: { [TOPIC]: this.#cursor.last } };
    this.#connection
      .send('room.join', { room: this.#room, ...from })
      .then((joined) => turn === this.#turn && this.#enter(joined))
      .catch((error: unknown) => turn === this.#turn && this.#refused(error));
  }

  /** Puts up to `PAGE` older entries before those we have. */
  async loadOlder(): Promise<void> {
    const end = this.history.from;
    if (end <= 1 || this.loadingOlder || this.phase !== 'in') return;
    const after = Math.max(0, end - 1 - PAGE);
    this.#load(true);
    const epoch = this.#epoch;
    try {
      const page = await this.#range(after, end - 1 - after);
      if (epoch !== this.#epoch || this.history.from !== end) return;
      this.history = prepend(this.history, page.entries);
      this.#on.read(this.history, []);
    } finally {
      this.#load(false);
    }
  }

  close(): void {
    this.#turn += 1;
    clearTimeout(this.#gap);
    clearTimeout(this.#again);
    for (const off of this.#off) off();
    if (this.#connection.status.name !== 'open') return;
    // Whether the goodbye arrives makes no difference: the server forgets us with the connection.
    this.#connection.send('room.leave', { room: this.#room }).catch(() => undefined);
  }

  #enter(joined: Joined): void {
    const early = this.#early ?? [];
    this.#early = null;
    const page = joined.topics.find((it) => it.topic === TOPIC) ?? {
      from: 1,
      head: 0,
      entries: [],
    };
    const anew = joined.reset || joined.epoch !== this.#epoch;
    this.phase = 'in';
    this.refusal = null;
    this.#on.joined(joined);
    if (anew) {
      this.#epoch = joined.epoch;
      this.#cursor = cursorAt(page.from - 1);
      this.history = historyFrom(page.from);
    }
    this.#take(page.entries, page.head);
    if (anew) this.#on.reset(this.history, page.head);
    for (const it of early) this.#hear(it.entries, it.head, it.epoch);
    if (anew) this.#backfill();
    this.#on.changed();
  }

  #hear(entries: Entry[], head: number, epoch: string): void {
    if (this.#early) return void this.#early.push({ entries, head, epoch });
    if (this.phase !== 'in') return;
    if (epoch !== this.#epoch) return this.join();
    this.#take(entries, head);
  }

  #take(entries: readonly Entry[], head: number): void {
    const { cursor, ready, ask } = receive(this.#cursor, entries, head, this.#now());
    this.#cursor = cursor;
    if (ready.length > 0) {
      this.history = append(this.history, ready);
      this.#on.read(this.history, ready);
    }
    if (ask !== null) this.#fill(ask);
    if (cursor.gapSinceMs === null) clearTimeout(this.#gap);
  }

  #fill(after: number): void {
    const turn = this.#turn;
    clearTimeout(this.#gap);
    this.#gap = setTimeout(() => overdue(this.#cursor, this.#now()) && this.join(), GAP_MS + 5);
    this.#range(after, PAGE)
      .then((page) => turn === this.#turn && this.#take(page.entries, page.head))
      // The timer above enters anew; nothing is lost by this one refusal.
      .catch(() => undefined);
  }

  #backfill(): void {
    const { from } = this.history;
    if (from <= 1 || this.history.entries.length >= BACKFILL_ENTRIES) return;
    this.loadOlder()
      .then(() => this.history.from < from && this.#backfill())
      // It is offered to the person instead, as `hasOlder`.
      .catch(() => undefined);
  }

  #range(after: number, limit: number) {
    return this.#connection.send('room.range', { room: this.#room, topic: TOPIC, after, limit });
  }

  #refused(error: unknown): void {
    this.#early = null;
    const reason = asWireError(error);
    if (FINAL.has(reason.code)) {
      this.phase = 'refused';
      this.refusal = reason;
    } else if (this.#connection.status.name === 'open') {
      const wait =
        error instanceof CommandFailed && passes(reason) ? reason.retryAfterMs : undefined;
      this.#again = setTimeout(() => this.join(), wait ?? RETRY_MS);
    }
    this.#on.changed();
  }

  #away(): void {
    this.#turn += 1;
    this.#early = null;
    clearTimeout(this.#gap);
    clearTimeout(this.#again);
    if (this.phase === 'in') this.phase = 'entering';
    this.#on.changed();
  }

  #load(loading: boolean): void {
    this.loadingOlder = loading;
    this.#on.changed();
  }
}
