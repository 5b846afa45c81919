import type { RoomState } from '@lectern/protocol/commands';
import type { Entry } from '@lectern/protocol/entries';
import { Coalescer } from './coalescer.js';
import type { Connection } from './connection.js';
import { encode, textFrame } from './frame.js';
import type { Wire } from './wire.js';

/** The votes of a room, as its sockets see them. */
export interface Ballot {
  /** Votes by the seq of the question. */
  tallies(): Record<string, number>;
  /** Questions that the person has voted for. */
  votesOf(person: string): number[];
}

const NO_VOTES: Ballot = { tallies: () => ({}), votesOf: () => [] };

/** LiveRoom is the sockets of a room: what is written to it is serialised once, for all of them. */
export class LiveRoom {
  readonly connections = new Set<Connection>();
  readonly #wires = new Set<Wire>();
  readonly #coalescer: Coalescer;
  readonly #waiting = new Map<string, Entry[]>();
  #timer: NodeJS.Timeout | undefined;
  #stateDirty = false;
  ballot: Ballot = NO_VOTES;
  /** Frames written to sockets, for the metrics. */
  deliveries = 0;

  constructor(
    readonly id: string,
    readonly epoch: string,
    coalesceMs: number,
  ) {
    this.#coalescer = new Coalescer(coalesceMs);
  }

  enter(connection: Connection): void {
    (connection.rooms ??= new Set()).add(this.id);
    this.connections.add(connection);
    if (connection.wire !== null) this.#wires.add(connection.wire);
    this.#stateDirty = true;
  }

  leave(connection: Connection): void {
    connection.rooms?.delete(this.id);
    if (connection.wire !== null) this.#wires.delete(connection.wire);
    if (this.connections.delete(connection)) this.#stateDirty = true;
  }

  get state(): RoomState {
    return { viewers: this.connections.size, tallies: this.ballot.tallies() };
  }

  stateChanged(): void {
    this.#stateDirty = true;
  }

  /** Sends the latest state if it has changed. */
  sendState(): void {
    if (!this.#stateDirty) return;
    this.#stateDirty = false;
    this.#send(encode({ type: 'state', room: this.id, ...this.state }), true);
  }

  /** Sends how far the log has come, so that a client that missed the last entry notices. */
  sendHead(heads: Record<string, number>): void {
    this.#send(encode({ type: 'head', room: this.id, epoch: this.epoch, heads }), true);
  }

  /** Publishes committed entries of a topic, in order. */
  publish(topic: string, entries: readonly Entry[]): void {
    if (this.#coalescer.maxMs === 0) {
      for (const entry of entries) this.#sendEntries(topic, [entry]);
      return;
    }
    const waiting = this.#waiting.get(topic);
    if (waiting === undefined) this.#waiting.set(topic, [...entries]);
    else waiting.push(...entries);
    const delay = this.#coalescer.delay(entries.length, this.connections.size, performance.now());
    clearTimeout(this.#timer);
    if (delay === 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), delay);
  }

  /** Sends what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const startMs = performance.now();
    for (const [topic, entries] of this.#waiting) this.#sendEntries(topic, entries);
    this.#waiting.clear();
    this.#coalescer.flushed(startMs, performance.now());
  }

  #sendEntries(topic: string, entries: readonly Entry[]): void {
    const head = entries.at(-1)?.seq;
    if (head === undefined || this.connections.size === 0) return;
    const frame = { type: 'entries', room: this.id, topic, entries, head, epoch: this.epoch };
    this.#send(textFrame(JSON.stringify(frame)), false);
  }

  #send(frame: Buffer, latest: boolean): void {
    for (const wire of this.#wires) wire.write(frame, latest);
    this.deliveries += this.connections.size;
  }
}
