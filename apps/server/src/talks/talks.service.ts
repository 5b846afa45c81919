import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Emitter } from '@lectern/host/emitter';
import { talkState, type Actor, type TalkState } from '@lectern/protocol/entries';
import type { TalkView, talkCreate, talkPatch } from '@lectern/protocol/http';
import type { z } from 'zod';
import { defined } from '../database/input.js';
import { Prisma } from '../database/prisma.js';
import { Refusal, notFound } from '../errors.js';
import { newId } from '../ids.js';
import { Log } from '../log/log.service.js';
import { talkSelect, talkViewOf, type TalkRow } from './talk-view.js';
import { isInOrder, mayBecome } from './talks.rules.js';

interface TalkEvents extends Record<string, unknown[]> {
  /** A talk began, ended, was renamed or went: what a stage shows as its talk may have changed. */
  changed: [];
}

const CODE = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const newCode = () =>
  Array.from(randomBytes(6), (byte) => CODE.charAt(byte % CODE.length)).join('');

/** Talks: the programme of an event. */
@Injectable()
export class TalksService extends Emitter<TalkEvents> {
  constructor(
    private readonly prisma: Prisma,
    private readonly log: Log,
  ) {
    super();
  }

  async list(eventId: string): Promise<TalkView[]> {
    const talks = await this.prisma.talk.findMany({
      where: { eventId },
      select: talkSelect,
      orderBy: [{ startAt: 'asc' }, { id: 'asc' }],
    });
    return talks.map(talkViewOf);
  }

  /** The talk that is live in each of these rooms. */
  async liveTalks(): Promise<Map<string, { id: string; title: string }>> {
    const talks = await this.prisma.talk.findMany({
      where: { state: 'live' },
      select: { id: true, title: true, roomId: true },
      orderBy: { startAt: 'asc' },
    });
    return new Map(talks.map(({ id, title, roomId }) => [roomId, { id, title }]));
  }

  /** The event of a talk, to ask for rights there. */
  async eventOf(id: string): Promise<string> {
    return (await this.#find(id)).eventId;
  }

  async create(eventId: string, input: z.output<typeof talkCreate>): Promise<TalkView> {
    const { room, startMs, endMs, ...rest } = input;
    await this.#checkRoom(room, eventId);
    checkOrder(startMs, endMs);
    const talk = await this.prisma.talk.create({
      data: {
        ...rest,
        id: newId(),
        guid: randomUUID(),
        code: newCode(),
        eventId,
        roomId: room,
        startAt: new Date(startMs),
        endAt: new Date(endMs),
      },
      select: talkSelect,
    });
    return talkViewOf(talk);
  }

  /** Changes a talk; a change of its state is also an entry in its room's log. */
  async change(id: string, input: z.output<typeof talkPatch>, actor: Actor): Promise<TalkView> {
    const talk = await this.#find(id);
    const {
      room = talk.roomId,
      startMs = talk.startAt.getTime(),
      endMs = talk.endAt.getTime(),
      state,
      ...rest
    } = input;
    if (room !== talk.roomId) await this.#checkRoom(room, talk.eventId);
    checkOrder(startMs, endMs);
    const before = talkState.parse(talk.state);
    if (state !== undefined && !mayBecome(before, state))
      throw new Refusal('conflict', `A talk that is ${before} cannot become ${state}.`);
    const data = {
      ...defined(rest),
      roomId: room,
      startAt: new Date(startMs),
      endAt: new Date(endMs),
    };
    const changed = await this.prisma.talk.update({ where: { id }, data, select: talkSelect });
    if (state !== undefined && state !== before) await this.#enter(changed, state, actor);
    this.emit('changed');
    return talkViewOf({ ...changed, state: state ?? before });
  }

  async remove(id: string): Promise<void> {
    await this.prisma.talk.delete({ where: { id } });
    this.emit('changed');
  }

  /** The state and its entry are one transaction. */
  async #enter({ id, title, roomId }: TalkRow, state: TalkState, actor: Actor): Promise<void> {
    const log = await this.log.open(roomId);
    await log.append({
      content: { type: 'talk.changed', body: { talk: id, title, state } },
      actor,
      cid: null,
      project: async (tx) => {
        await tx.query('UPDATE talk SET state = $2 WHERE id = $1', [id, state]);
      },
    });
  }

  async #find(id: string): Promise<TalkRow> {
    const talk = await this.prisma.talk.findUnique({ where: { id }, select: talkSelect });
    if (talk === null) throw notFound('talk');
    return talk;
  }

  /** A room of another event is as unknown as one that does not exist. */
  async #checkRoom(room: string, eventId: string): Promise<void> {
    if ((await this.log.scope(room)).eventId !== eventId) throw notFound('room');
  }
}

function checkOrder(startMs: number, endMs: number): void {
  if (isInOrder(startMs, endMs)) return;
  throw new Refusal('invalid', 'The talk ends before it begins.', {
    fields: [{ path: 'endMs', message: 'must be after the start' }],
  });
}
