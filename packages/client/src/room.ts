import type { CommandInput, CommandName, Joined } from '@lectern/protocol/commands';
import type { Entry } from '@lectern/protocol/entries';
import { messageText, questionText } from '@lectern/protocol/text';
import type { Connection } from './connection.js';
import { CommandFailed, unavailable } from './failure.js';
import type { Settings } from './fold.js';
import type { History } from './history.js';
import { Outbox, type Outgoing } from './outbox.js';
import { Reader } from './reader.js';
import { snapshotOf, type RoomSnapshot } from './snapshot.js';
import { memoryStorage, type ClientStorage } from './storage.js';
import { uuidv7 } from './uuidv7.js';

export interface RoomOptions {
  /** Where unsent messages survive a reload; memory by default. */
  storage?: ClientStorage;
  now?: () => number;
}

export interface QuestionChange {
  state: 'open' | 'answering' | 'answered';
  pinned: boolean;
  mediaMs?: number | null;
}

/** One room as a page sees it: an immutable snapshot, and the verbs. The promises reject with `CommandFailed`. */
export interface RoomStore {
  subscribe(listener: () => void): () => void;
  snapshot(): RoomSnapshot;
  /** Writes a message; its way is seen in `snapshot().deliveries`. Throws `CommandFailed` when the text itself cannot be sent. */
  post(text: string, about?: { replyTo?: number | null; mediaMs?: number | null }): void;
  /** Asks a question, in the same way. */
  ask(text: string, about?: { mediaMs?: number | null }): void;
  vote(question: number, up: boolean): Promise<void>;
  remove(message: number): Promise<void>;
  changeQuestion(question: number, to: QuestionChange): Promise<void>;
  removeQuestion(question: number): Promise<void>;
  /** `forMs` 0 lifts the mute. */
  mute(person: string, forMs: number): Promise<void>;
  configure(settings: Settings): Promise<void>;
  retry(cid: string): void;
  discard(cid: string): void;
  loadOlder(): Promise<void>;
  leave(): void;
}

/** enterRoom enters, stays and comes back until `leave`. */
export function enterRoom(
  connection: Connection,
  room: string,
  options: RoomOptions = {},
): RoomStore {
  const store = new Room(
    connection,
    room,
    options.storage ?? memoryStorage(),
    options.now ?? Date.now,
  );
  store.start();
  return store;
}

type Durable = Extract<
  CommandName,
  'chat.remove' | 'question.change' | 'question.remove' | 'person.mute' | 'room.configure'
>;

class Room implements RoomStore {
  readonly #listeners = new Set<() => void>();
  readonly #connection: Connection;
  readonly #room: string;
  readonly #reader: Reader;
  readonly #outbox: Outbox;
  readonly #off: () => void;
  #joined: Pick<Joined, 'epoch' | 'person' | 'verbs'> | null = null;
  #viewers: number | null = null;
  #tallies: Readonly<Record<string, number>> = {};
  #votes: ReadonlySet<number> = new Set();
  #cids = new Set<string>();
  #snapshot: RoomSnapshot | null = null;
  #last: RoomSnapshot | null = null;

  constructor(connection: Connection, room: string, storage: ClientStorage, now: () => number) {
    this.#connection = connection;
    this.#room = room;
    const changed = () => this.#changed();
    this.#outbox = new Outbox({
      room,
      storage,
      now,
      changed,
      deliver: (what) => this.#deliver(what),
    });
    this.#reader = new Reader(
      connection,
      room,
      {
        joined: (joined) => this.#enter(joined),
        reset: (history, head) => this.#reset(history, head),
        read: (history, entries) => this.#read(history, entries),
        changed: () => this.#follow(),
      },
      now,
    );
    this.#off = connection.on('state', (state) => {
      if (state.room === room) this.#count(state.viewers, state.tallies);
    });
  }

  start(): void {
    this.#reader.join();
    this.#outbox
      .load()
      .catch((error: unknown) =>
        console.warn('Unsent messages of an earlier visit are not readable.', error),
      );
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  snapshot = (): RoomSnapshot => {
    this.#snapshot ??= this.#last = snapshotOf(this.#last, {
      room: this.#room,
      connection: this.#connection.status,
      phase: this.#reader.phase,
      refusal: this.#reader.refusal,
      joined: this.#joined,
      history: this.#reader.history,
      loadingOlder: this.#reader.loadingOlder,
      viewers: this.#viewers,
      tallies: this.#tallies,
      votes: this.#votes,
      deliveries: this.#outbox.items,
      cids: this.#cids,
    });
    return this.#snapshot;
  };

  post(text: string, about: { replyTo?: number | null; mediaMs?: number | null } = {}): void {
    const { replyTo = null, mediaMs = null } = about;
    this.#outbox.add({
      command: 'chat.post',
      ...this.#write(),
      text: clean(messageText, text),
      replyTo,
      mediaMs,
    });
  }

  ask(text: string, about: { mediaMs?: number | null } = {}): void {
    const { mediaMs = null } = about;
    this.#outbox.add({
      command: 'question.ask',
      ...this.#write(),
      text: clean(questionText, text),
      mediaMs,
    });
  }

  async vote(question: number, up: boolean): Promise<void> {
    const before = { votes: this.#votes, tallies: this.#tallies };
    // Shown at once, and taken back when the server says no.
    this.#voted(question, up, (this.#tallies[question] ?? 0) + (up ? 1 : -1));
    try {
      const reply = await this.#connection.send('question.vote', {
        room: this.#room,
        question,
        up,
      });
      this.#voted(question, reply.up, reply.votes);
    } catch (error) {
      this.#voted(question, before.votes.has(question), before.tallies[question] ?? 0);
      throw error;
    }
  }

  remove(target: number): Promise<void> {
    return this.#do('chat.remove', { ...this.#write(), target });
  }

  changeQuestion(
    question: number,
    { state, pinned, mediaMs = null }: QuestionChange,
  ): Promise<void> {
    return this.#do('question.change', { ...this.#write(), question, state, pinned, mediaMs });
  }

  removeQuestion(target: number): Promise<void> {
    return this.#do('question.remove', { ...this.#write(), target });
  }

  mute(person: string, forMs: number): Promise<void> {
    return this.#do('person.mute', { ...this.#write(), person, forMs });
  }

  configure(settings: Settings): Promise<void> {
    return this.#do('room.configure', { ...this.#write(), ...settings });
  }

  retry(cid: string): void {
    this.#outbox.retry(cid);
  }

  discard(cid: string): void {
    this.#outbox.discard(cid);
  }

  loadOlder(): Promise<void> {
    return this.#reader.loadOlder();
  }

  leave(): void {
    this.#off();
    this.#reader.close();
    this.#outbox.close();
    this.#listeners.clear();
  }

  #write() {
    return { room: this.#room, cid: uuidv7() };
  }

  async #do<C extends Durable>(command: C, body: CommandInput<C>): Promise<void> {
    await this.#connection.send(command, body);
  }

  async #deliver(what: Outgoing): Promise<number> {
    if (this.#reader.phase !== 'in') throw unavailable('The room is not there at the moment.');
    const { room, cid, text, mediaMs } = what;
    const sent =
      what.command === 'chat.post'
        ? this.#connection.send('chat.post', { room, cid, text, mediaMs, replyTo: what.replyTo })
        : this.#connection.send('question.ask', { room, cid, text, mediaMs });
    return (await sent).seq;
  }

  #enter(joined: Joined): void {
    this.#joined = joined;
    this.#votes = new Set(joined.votes);
    this.#count(joined.state.viewers, joined.state.tallies);
  }

  #reset({ entries, from }: History, head: number): void {
    this.#cids = cidsOf(entries);
    this.#outbox.recheck(this.#cids, from, from + entries.length - 1, head);
  }

  #read(history: History, entries: readonly Entry[]): void {
    const fresh = cidsOf(entries.length > 0 ? entries : history.entries);
    for (const cid of fresh) this.#cids.add(cid);
    this.#outbox.seen(fresh);
    this.#changed();
  }

  #follow(): void {
    this.#outbox.setOpen(this.#reader.phase === 'in');
    this.#changed();
  }

  #count(viewers: number, tallies: Readonly<Record<string, number>>): void {
    this.#viewers = viewers;
    this.#tallies = tallies;
    this.#changed();
  }

  #voted(question: number, up: boolean, count: number): void {
    const votes = new Set(this.#votes);
    if (up) votes.add(question);
    else votes.delete(question);
    this.#votes = votes;
    this.#tallies = { ...this.#tallies, [question]: Math.max(0, count) };
    this.#changed();
  }

  #changed(): void {
    this.#snapshot = null;
    for (const listener of [...this.#listeners]) listener();
  }
}

function cidsOf(entries: readonly Entry[]): Set<string> {
  return new Set(entries.flatMap((entry) => entry.cid ?? []));
}

function clean(schema: typeof messageText, text: string): string {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const message = `It ${parsed.error.issues[0]?.message ?? 'cannot be sent'}.`;
  throw new CommandFailed({ code: 'invalid', message });
}
