import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { closeCodes } from '@lectern/protocol/frames';
import { CONFIG, type Config } from '../config.js';
import { Log } from '../log/log.service.js';
import type { RoomLog } from '../log/room-log.js';
import { PersonAsker } from '../session/asker.js';
import { Sessions } from '../session/sessions.service.js';
import type { Connection } from './connection.js';
import { LiveRoom } from './live-room.js';
import { reconnectSpread } from './drain.rules.js';

const STATE_MS = 250;
const CHECK_MS = 1_000;
const BEAT_MS = 10_000;

/** Live holds every open socket, and the sockets of each room. */
@Injectable()
export class Live implements OnApplicationShutdown {
  readonly connections = new Set<Connection>();
  readonly #rooms = new Map<string, LiveRoom>();
  readonly #timers: NodeJS.Timeout[];
  /** Sockets cut because they were not read, since the start. */
  lagging = 0;

  constructor(
    private readonly log: Log,
    sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    log.on('appended', (room, topic, entries) =>
      this.#rooms.get(room.scope.id)?.publish(topic, entries),
    );
    log.on('closed', (room) => this.#dissolve(room));
    sessions.on('ended', (asker) => this.#endSession(asker));
    this.#timers = [
      setInterval(() => this.#sendStates(), STATE_MS),
      setInterval(() => this.#cutLagging(), CHECK_MS),
      setInterval(() => this.#beat(), BEAT_MS),
    ];
  }

  /** The room with this log, for its sockets. */
  room(log: RoomLog): LiveRoom {
    const known = this.#rooms.get(log.scope.id);
    if (known !== undefined) return known;
    const room = new LiveRoom(log.scope.id, log.epoch, this.config.coalesceMs);
    this.#rooms.set(room.id, room);
    return room;
  }

  /** Rooms that somebody has joined since the start. */
  rooms(): Iterable<LiveRoom> {
    return this.#rooms.values();
  }

  /** How many sockets are in a room now. */
  viewers(room: string): number {
    return this.#rooms.get(room)?.connections.size ?? 0;
  }

  add(connection: Connection): void {
    this.connections.add(connection);
    if (connection.asker instanceof PersonAsker) connection.asker.sockets += 1;
  }

  remove(connection: Connection): void {
    if (!this.connections.delete(connection)) return;
    if (connection.asker instanceof PersonAsker) connection.asker.sockets -= 1;
    for (const room of connection.rooms ?? []) this.#rooms.get(room)?.leave(connection);
  }

  /** Tells every client when to come back, spread so that they do not come all at once. */
  sayReconnect(): void {
    const spread = reconnectSpread(this.connections.size, this.config.reconnectSpreadMs);
    for (const room of this.#rooms.values()) room.flush();
    for (const connection of this.connections) {
      connection.tell({ type: 'reconnect', afterMs: Math.floor(Math.random() * spread) });
    }
  }

  /** Closes every socket: the server is going away. */
  closeAll(): void {
    for (const connection of this.connections) connection.end(1012, 'the server restarts');
  }

  onApplicationShutdown(): void {
    for (const timer of this.#timers) clearInterval(timer);
    for (const connection of this.connections) connection.terminate();
  }

  #dissolve(id: string): void {
    for (const connection of this.#rooms.get(id)?.connections ?? []) connection.rooms?.delete(id);
    this.#rooms.delete(id);
  }

  #endSession(asker: PersonAsker): void {
    for (const connection of this.connections) {
      if (connection.asker === asker)
        connection.end(closeCodes.sessionEnded, 'the session is over');
    }
  }

  #sendStates(): void {
    for (const room of this.#rooms.values()) room.sendState();
  }

  #cutLagging(): void {
    const now = Date.now();
    for (const connection of this.connections) if (connection.cutIfLagging(now)) this.lagging += 1;
  }

  #beat(): void {
    for (const connection of this.connections) connection.beat();
    for (const room of this.#rooms.values()) {
      void this.log.open(room.id).then(
        (log) => room.sendHead(log.heads()),
        // The room was deleted a moment ago: nobody is left to tell.
        () => this.#dissolve(room.id),
      );
    }
  }
}
