import { Injectable } from '@nestjs/common';
import { Emitter } from '@lectern/host/emitter';
import type { Entry } from '@lectern/protocol/entries';
import { Pool } from '../database/pool.js';
import { notFound } from '../errors.js';
import { Memo } from './memo.js';
import { RoomLog, type RoomScope } from './room-log.js';

interface LogEvents extends Record<string, unknown[]> {
  /** Committed entries of a room's topic: in order, each once, after their authors were told. */
  appended: [room: RoomLog, topic: string, entries: Entry[]];
  /** A room is gone; its log takes nothing more. */
  closed: [room: string];
}

/** Log opens rooms' logs at their first use and keeps them. */
@Injectable()
export class Log extends Emitter<LogEvents> {
  readonly #rooms = new Memo((id) => this.#open(id));
  readonly #prepare: ((room: RoomLog) => Promise<void>)[] = [];
  readonly #epoch = new Memo(() => this.#readEpoch());

  constructor(private readonly pool: Pool) {
    super();
  }

  /** Has `prepare` run for each room before anybody gets its log: a domain loads there what it keeps in memory. */
  beforeOpen(prepare: (room: RoomLog) => Promise<void>): void {
    this.#prepare.push(prepare);
  }

  /** The log of a room; `not_found` when there is no such room. */
  open(room: string): Promise<RoomLog> {
    return this.#rooms.get(room);
  }

  async scope(room: string): Promise<RoomScope> {
    return (await this.open(room)).scope;
  }

  epoch(): Promise<string> {
    return this.#epoch.get('');
  }

  /** Ends the log of a room that was deleted. */
  async close(room: string): Promise<void> {
    (await this.open(room)).close();
    this.#rooms.forget(room);
    this.emit('closed', room);
  }

  /** Resolves when every accepted append is committed or refused. */
  async idle(): Promise<void> {
    const rooms = await this.#rooms.loaded();
    await Promise.all(rooms.map((room) => room.main.idle()));
  }

  async #open(id: string): Promise<RoomLog> {
    const { rows } = await this.pool.query<{ event_id: string }>(
      'SELECT event_id FROM room WHERE id = $1',
      [id],
    );
    const row = rows[0];
    if (row === undefined) throw notFound('room');
    const scope = { id, eventId: row.event_id };
    const room: RoomLog = await RoomLog.open(
      this.pool,
      scope,
      await this.epoch(),
      (topic, entries) => this.emit('appended', room, topic, entries),
    );
    for (const prepare of this.#prepare) await prepare(room);
    return room;
  }

  async #readEpoch(): Promise<string> {
    const { rows } = await this.pool.query<{ epoch: string }>(
      'SELECT epoch FROM installation WHERE id = 1',
    );
    const row = rows[0];
    if (row === undefined) throw new Error('The database has no epoch: run the migrations.');
    return row.epoch;
  }
}
