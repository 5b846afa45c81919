import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Emitter } from '@lectern/host/emitter';
import { Antechamber, findRoom, type KeyOfRoom, RefusalDelay } from './admission.js';
import { Connection } from './connection.js';
import type { Ingest } from './ingest.js';

/** An encoder that has sent nothing for so long is dead, and its place may be taken, ms. */
const DEAD_MS = 3_000;
/** From here on it is worth waiting whether it is dead, ms. */
const DOUBTFUL_MS = 1_000;
/** How long an encoder may go on with a key that has been rotated, ms. */
const OLD_KEY_MS = 10 * 60_000;

interface DoorEvents extends Record<string, unknown[]> {
  /** An encoder has opened a room, and is the only one there. */
  publish: [room: string, ingest: Ingest];
  /** A second live encoder came with the room's key and was sent away. */
  secondEncoder: [room: string, from: string];
  /** One line for the log. Never holds a key. */
  log: [line: string];
}

export interface DoorOptions {
  /** Undefined: every address of the machine, IPv6 as well where it has it. */
  host: string | undefined;
  port: number;
  /** The keys in force. Asked at every publish. */
  keys: () => readonly KeyOfRoom[];
  now: () => number;
}

/** The RTMP door: lets encoders in by their key, one per room. There is nothing to play here. */
export class Door extends Emitter<DoorEvents> {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #ingests = new Map<string, Ingest>();
  readonly #oldSinceMs = new WeakMap<Ingest, number>();
  readonly #antechamber = new Antechamber();
  readonly #refusals = new RefusalDelay();
  readonly #sweep: ReturnType<typeof setInterval>;

  private constructor(readonly options: DoorOptions) {
    super();
    this.#server = createServer((socket) => this.#enter(socket));
    this.#sweep = setInterval(() => this.#closeOldKeys(), 1_000);
  }

  /** Listens, or rejects with the system's error (EADDRINUSE where the port is taken). */
  static async listen(options: DoorOptions): Promise<Door> {
    const door = new Door(options);
    try {
      await new Promise<void>((resolve, reject) => {
        door.#server.once('error', reject);
        door.#server.listen(options.port, options.host, resolve);
      });
    } catch (error) {
      clearInterval(door.#sweep);
      throw error;
    }
    door.#server.on('error', (error) => door.emit('log', `The RTMP door failed: ${error.message}`));
    return door;
  }

  /** The port it listens on. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Hangs up on everyone. Idempotent. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    for (const connection of [...this.#connections]) connection.close('the stage is closing');
    if (!this.#server.listening) return;
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #enter(socket: Socket): void {
    const from = (socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
    socket.on('error', (error) => this.emit('log', `RTMP from ${from}: ${error.message}`));
    if (!this.#antechamber.enter(from)) {
      this.emit('log', `RTMP from ${from}: too many connections are waiting to publish.`);
      socket.destroy();
      return;
    }
    let waiting = true;
    const leave = (): void => {
      if (waiting) this.#antechamber.leave(from);
      waiting = false;
    };
    const connection = new Connection(socket, from, this.options.now);
    this.#connections.add(connection);
    connection.on('publish', (key) => {
      this.#decide(connection, key).then(
        (accepted) => accepted && leave(),
        (error: unknown) => connection.close(`the stage failed: ${String(error)}`),
      );
    });
    connection.on('closed', (reason) => {
      leave();
      this.#connections.delete(connection);
      this.emit('log', `RTMP from ${from}: closed, ${reason}.`);
    });
  }

  async #decide(connection: Connection, key: string): Promise<boolean> {
    const found = findRoom(key, this.options.keys());
    if (found === null) return this.#refuseKey(connection);
    if (!(await this.#isFree(found.room))) {
      connection.refuse('Another encoder is live on this stage.');
      this.emit('secondEncoder', found.room, connection.from);
      return false;
    }
    // It may have hung up meanwhile.
    if (!this.#connections.has(connection)) return false;
    this.#ingests.get(found.room)?.close();
    const ingest = connection.accept(found.keyHash);
    this.#ingests.set(found.room, ingest);
    ingest.on('closed', () => {
      if (this.#ingests.get(found.room) === ingest) this.#ingests.delete(found.room);
    });
    this.emit('log', `RTMP from ${connection.from}: publishes to room ${found.room}.`);
    this.emit('publish', found.room, ingest);
    return true;
  }

  async #refuseKey(connection: Connection): Promise<boolean> {
    const waitMs = this.#refusals.refuse(connection.from, this.options.now());
    if (waitMs > 0) await delay(waitMs);
    this.emit('log', `RTMP from ${connection.from}: a stream key that opens nothing.`);
    connection.refuse('This stream key opens nothing.');
    return false;
  }

  /** True when nobody is there, or the one who is there is dead. Waits up to 2 s where that is in doubt. */
  async #isFree(room: string): Promise<boolean> {
    for (;;) {
      const silentMs = this.#ingests.get(room)?.silentMs(this.options.now()) ?? Infinity;
      if (silentMs >= DEAD_MS) return true;
      if (silentMs < DOUBTFUL_MS) return false;
      await delay(50);
    }
  }

  #closeOldKeys(): void {
    const keys = this.options.keys();
    for (const [room, ingest] of [...this.#ingests]) {
      const isCurrent = keys.some((key) => key.room === room && key.keyHash === ingest.keyHash);
      const sinceMs = this.#oldSinceMs.get(ingest) ?? this.options.now();
      if (isCurrent) this.#oldSinceMs.delete(ingest);
      else this.#oldSinceMs.set(ingest, sinceMs);
      if (!isCurrent && this.options.now() - sinceMs > OLD_KEY_MS) ingest.close();
    }
  }
}
