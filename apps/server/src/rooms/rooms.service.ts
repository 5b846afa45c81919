import { Injectable } from '@nestjs/common';
import { Emitter } from '@lectern/host/emitter';
import type { Appended, Joined } from '@lectern/protocol/commands';
import type { EntryBody } from '@lectern/protocol/entries';
import type { RoomView, roomCreate, roomPatch } from '@lectern/protocol/http';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { Pool } from '../database/pool.js';
import { Prisma } from '../database/prisma.js';
import { notFound } from '../errors.js';
import { newId } from '../ids.js';
import type { RoomCall } from '../live/command.js';
import { Live } from '../live/live.service.js';
import { Log } from '../log/log.service.js';
import { Memo } from '../log/memo.js';
import { actorOf, personOf } from '../session/asker.js';
import { defined, takenSlug } from '../database/input.js';
import { readSettings, writeSettings, type RoomSettings } from './room-settings.js';
import { roomSelect, roomViewOf } from './room-view.js';
import { stageSelect, stageSettingsOf, type StageSettings } from './stage-settings.js';
import { readTold, writeTold, type StageMemory } from './told.js';

interface RoomEvents extends Record<string, unknown[]> {
  /** A room was made, changed or deleted: what stages should be has changed. */
  changed: [];
}

/** Rooms: who is in them, what they missed, and how they are set up. */
@Injectable()
export class RoomsService extends Emitter<RoomEvents> {
  readonly #settings = new Memo((room) => readSettings(this.pool, room));
  readonly #told = new Memo((room) => readTold(this.pool, room));

  constructor(
    private readonly pool: Pool,
    private readonly prisma: Prisma,
    private readonly log: Log,
    private readonly live: Live,
  ) {
    super();
  }

  settings(room: string): Promise<RoomSettings> {
    return this.#settings.get(room);
  }

  /** Joining and rejoining are the same act: the socket enters first, then what it missed is read. */
  async join({ asker, connection, body, place }: RoomCall<'room.join'>): Promise<Joined> {
    const log = await this.log.open(place.room);
    const room = this.live.room(log);
    // A socket that was closed meanwhile must not stay in the room.
    if (connection !== null && this.live.connections.has(connection)) room.enter(connection);
    const stretches = await log.since(body.epoch, body.after);
    const person = asker.personId;
    return {
      epoch: log.epoch,
      verbs: asker.verbsIn(place),
      person,
      reset: stretches.some(({ reset }) => reset),
      topics: stretches.map(({ topic, from, head, entries }) => ({ topic, from, head, entries })),
      state: room.state,
      votes: person === null ? [] : room.ballot.votesOf(person),
    };
  }

  async leave({ connection, place }: RoomCall<'room.leave'>): Promise<Record<string, never>> {
    const log = await this.log.open(place.room);
    if (connection !== null) this.live.room(log).leave(connection);
    return {};
  }

  async range({ body, place }: RoomCall<'room.range'>) {
    return (await this.log.open(place.room)).range(body.topic, body.after, body.limit);
  }

  async configure({ asker, body, place }: RoomCall<'room.configure'>): Promise<Appended> {
    const log = await this.log.open(place.room);
    const { slowModeMs, chatOpen, questionsOpen } = body;
    const settings = { slowModeMs, chatOpen, questionsOpen };
    const appended = await log.append({
      content: { type: 'room.configured', body: settings },
      actor: actorOf(personOf(asker), place),
      cid: body.cid,
      project: (tx) => writeSettings(tx, place.room, settings),
    });
    this.#settings.forget(place.room);
    return appended;
  }

  /** What the audience was last told of the room's stage. */
  toldOf(room: string): Promise<StageMemory> {
    return this.#told.get(room);
  }

  /** Writes what the audience is told now, in the transaction of the entry that says it. */
  async recordTold(tx: PoolClient, room: string, told: EntryBody<'stage.changed'>): Promise<void> {
    await writeTold(tx, room, told);
  }

  /** Forgets what was told before; the next question reads it. */
  forgetTold(room: string): void {
    this.#told.forget(room);
  }

  /** Every stage of the installation, as its host needs to know it. */
  async stages(): Promise<StageSettings[]> {
    const rooms = await this.prisma.room.findMany({
      where: { kind: 'stage' },
      select: stageSelect,
      orderBy: { id: 'asc' },
    });
    return rooms.map(stageSettingsOf);
  }

  async list(eventId: string): Promise<RoomView[]> {
    const rooms = await this.prisma.room.findMany({
      where: { eventId },
      select: roomSelect,
      orderBy: { createdAt: 'asc' },
    });
    return rooms.map((room) => roomViewOf(room, this.live.viewers(room.id)));
  }

  async view(id: string): Promise<RoomView> {
    const room = await this.prisma.room.findUnique({ where: { id }, select: roomSelect });
    if (room === null) throw notFound('room');
    return roomViewOf(room, this.live.viewers(id));
  }

  async create(eventId: string, input: z.output<typeof roomCreate>): Promise<RoomView> {
    const id = newId();
    await takenSlug(this.prisma.room.create({ data: { id, eventId, ...defined(input) } }));
    this.emit('changed');
    return this.view(id);
  }

  async change(id: string, input: z.output<typeof roomPatch>): Promise<RoomView> {
    await this.prisma.room.update({ where: { id }, data: defined(input) });
    this.emit('changed');
    return this.view(id);
  }

  async remove(id: string): Promise<void> {
    await this.log.close(id);
    await this.prisma.room.delete({ where: { id } });
    this.#settings.forget(id);
    this.#told.forget(id);
    this.emit('changed');
  }
}
