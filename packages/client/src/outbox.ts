import { cid, id, ms, seq } from '@lectern/protocol/ids';
import { wireError, type WireError } from '@lectern/protocol/errors';
import { z } from 'zod';
import { CommandFailed, asWireError, passes } from './failure.js';
import type { ClientStorage } from './storage.js';

const said = { room: id, cid, text: z.string(), mediaMs: ms.nullable() };

/** What a person wrote, on its way: a message or a question. */
export const outgoing = z.discriminatedUnion('command', [
  z.strictObject({ ...said, command: z.literal('chat.post'), replyTo: seq.nullable() }),
  z.strictObject({ ...said, command: z.literal('question.ask') }),
]);
export type Outgoing = z.infer<typeof outgoing>;

/**
 * `sending`: on its way, or waiting for the connection; tried until it is through.
 * `waiting`: the server asked for patience until `retryAtMs`; then it goes by itself.
 * `sent`: saved, at `seq`. `failed`: refused for `reason`; the person decides.
 * `vanished`: it was saved, then the server went back to an older copy of the log; the person may send it again.
 */
export type DeliveryState = 'sending' | 'waiting' | 'sent' | 'failed' | 'vanished';

export interface Delivery {
  what: Outgoing;
  atMs: number;
  state: DeliveryState;
  reason: WireError | null;
  retryAtMs: number | null;
  seq: number | null;
}

const kept = z.strictObject({ what: outgoing, atMs: ms, failed: wireError.nullable() });

/** Longest wait before a command that met a passing trouble is tried again, in ms. */
const PATIENCE_MS = 3_000;
const REMEMBER_SENT = 50;

export interface OutboxOptions {
  room: string;
  storage: ClientStorage;
  /** Sends one and resolves with its `seq`, or rejects with `CommandFailed`. */
  deliver(what: Outgoing): Promise<number>;
  changed(): void;
  now: () => number;
}

/** What this person has written in one room, in order, until the log shows it. */
export class Outbox {
  #items: readonly Delivery[] = [];
  #busy = false;
  #open = false;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #options: OutboxOptions;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get items(): readonly Delivery[] {
    return this.#items;
  }

  /** Takes up what an earlier page left behind. */
  async load(): Promise<void> {
    const values = await this.#options.storage.list(this.#key(''));
    const found = values.flatMap((value) => kept.safeParse(value).data ?? []);
    const known = new Set(this.#items.map((it) => it.what.cid));
    const earlier = found
      .filter((it) => !known.has(it.what.cid))
      .map(({ what, atMs, failed }) => item(what, atMs, failed));
    this.#set([...earlier, ...this.#items]);
    this.#next();
  }

  add(what: Outgoing): void {
    const fresh = item(what, this.#options.now(), null);
    this.#set([...this.#items, fresh]);
    this.#keep(fresh);
    this.#next();
  }

  /** Whether there is a room to send to at the moment. */
  setOpen(open: boolean): void {
    this.#open = open;
    // A new connection is the end of the wait for one, not of the patience the server asked for.
    if (open)
      this.#set(
        this.#items.map((it) => (it.state === 'sending' ? { ...it, retryAtMs: null } : it)),
      );
    this.#next();
  }

  retry(id: string): void {
    this.#change(id, { state: 'sending', reason: null, retryAtMs: null, seq: null });
    this.#keepAgain(id);
    this.#next();
  }

  discard(id: string): void {
    this.#set(this.#items.filter((it) => it.what.cid !== id));
    this.#forget(id);
  }

  /** The log shows these: their own entries are the proof. */
  seen(cids: ReadonlySet<string>): void {
    const arrived = this.#items.filter((it) => it.state !== 'sent' && cids.has(it.what.cid));
    for (const it of arrived) this.#sent(it.what.cid, it.seq);
  }

  /** The log began anew and ends at `head`; `cids` are those of `from` to `last`. What was saved and is not there has vanished. */
  recheck(cids: ReadonlySet<string>, from: number, last: number, head: number): void {
    for (const { what, state, seq: at } of this.#items) {
      const gone =
        state === 'sent' &&
        at !== null &&
        (at > head || (at >= from && at <= last && !cids.has(what.cid)));
      if (gone) this.#change(what.cid, { state: 'vanished', seq: null });
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #next(): void {
    if (this.#closed || this.#busy || !this.#open) return;
    const first = this.#items.find((it) => it.state === 'sending' || it.state === 'waiting');
    if (!first) return;
    const waitMs = (first.retryAtMs ?? 0) - this.#options.now();
    clearTimeout(this.#timer);
    if (waitMs > 0) {
      this.#timer = setTimeout(() => this.#next(), waitMs);
      return;
    }
    this.#busy = true;
    this.#change(first.what.cid, { state: 'sending', retryAtMs: null });
    this.#options
      .deliver(first.what)
      .then((at) => this.#sent(first.what.cid, at))
      .catch((error: unknown) => this.#refused(first.what.cid, error))
      .finally(() => {
        this.#busy = false;
        this.#next();
      });
  }

  #sent(id: string, at: number | null): void {
    this.#change(id, { state: 'sent', reason: null, retryAtMs: null, seq: at });
    this.#forget(id);
    const sent = this.#items.filter((it) => it.state === 'sent');
    const old = new Set(sent.slice(0, -REMEMBER_SENT));
    if (old.size > 0) this.#set(this.#items.filter((it) => !old.has(it)));
  }

  #refused(id: string, error: unknown): void {
    // Seen in the log meanwhile: then it is saved, whatever became of the answer.
    if (this.#items.find((it) => it.what.cid === id)?.state === 'sent') return;
    const reason = asWireError(error);
    if (error instanceof CommandFailed && passes(reason)) {
      const retryAtMs = this.#options.now() + (reason.retryAfterMs ?? PATIENCE_MS);
      const lost = reason.code === 'unavailable';
      return this.#change(id, {
        state: lost ? 'sending' : 'waiting',
        reason: lost ? null : reason,
        retryAtMs,
      });
    }
    this.#change(id, { state: 'failed', reason, retryAtMs: null });
    this.#keepAgain(id);
  }

  #keepAgain(id: string): void {
    const again = this.#items.find((it) => it.what.cid === id);
    if (again) this.#keep(again);
  }

  #change(id: string, to: Partial<Delivery>): void {
    this.#set(this.#items.map((it) => (it.what.cid === id ? { ...it, ...to } : it)));
  }

  #set(items: readonly Delivery[]): void {
    this.#items = items;
    this.#options.changed();
  }

  #key(id: string): string {
    return `outbox/${this.#options.room}/${id}`;
  }

  #keep({ what, atMs, reason }: Delivery): void {
    this.#stored(this.#options.storage.put(this.#key(what.cid), { what, atMs, failed: reason }));
  }

  #forget(id: string): void {
    this.#stored(this.#options.storage.delete(this.#key(id)));
  }

  #stored(done: Promise<void>): void {
    // A full or forbidden store costs the survival of a reload, not the message: it is still in memory and on its way.
    done.catch((error: unknown) =>
      console.warn('The browser did not keep an unsent message.', error),
    );
  }
}

function item(what: Outgoing, atMs: number, failed: WireError | null): Delivery {
  return {
    what,
    atMs,
    state: failed ? 'failed' : 'sending',
    reason: failed,
    retryAtMs: null,
    seq: null,
  };
}
