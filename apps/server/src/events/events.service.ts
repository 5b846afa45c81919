import { Injectable } from '@nestjs/common';
import type { EventSummary, EventView, eventCreate, eventPatch } from '@lectern/protocol/http';
import type { Verb } from '@lectern/protocol/verbs';
import type { z } from 'zod';
import { defined, takenSlug } from '../database/input.js';
import { Prisma } from '../database/prisma.js';
import { notFound } from '../errors.js';
import { newId } from '../ids.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { TalksService } from '../talks/talks.service.js';

/** Events, and everything of them that their page shows. */
@Injectable()
export class EventsService {
  constructor(
    private readonly prisma: Prisma,
    private readonly rooms: RoomsService,
    private readonly talks: TalksService,
  ) {}

  async list(): Promise<EventSummary[]> {
    const events = await this.prisma.event.findMany({
      select: {
        id: true,
        slug: true,
        title: true,
        timeZone: true,
        talks: { select: { startAt: true, endAt: true } },
        rooms: { select: { id: true }, where: { stage: { state: { in: ['live', 'away'] } } } },
      },
      orderBy: { createdAt: 'desc' },
    });
    return events.map(({ talks, rooms, ...event }) => ({
      ...event,
      startMs:
        talks.length === 0 ? null : Math.min(...talks.map(({ startAt }) => startAt.getTime())),
      endMs: talks.length === 0 ? null : Math.max(...talks.map(({ endAt }) => endAt.getTime())),
      live: rooms.length > 0,
    }));
  }

  /** The event with its rooms and talks; `verbsIn` says what the asking person may do there. */
  async view(slug: string, verbsIn: (event: string) => Verb[]): Promise<EventView> {
    const event = await this.prisma.event.findUnique({
      where: { slug },
      select: {
        id: true,
        slug: true,
        title: true,
        description: true,
        timeZone: true,
        languages: true,
      },
    });
    if (event === null) throw notFound('event');
    const [rooms, talks] = await Promise.all([
      this.rooms.list(event.id),
      this.talks.list(event.id),
    ]);
    return { ...event, rooms, talks, verbs: verbsIn(event.id) };
  }

  async create(input: z.output<typeof eventCreate>): Promise<void> {
    await takenSlug(this.prisma.event.create({ data: { ...input, id: newId() } }));
  }

  async change(id: string, input: z.output<typeof eventPatch>): Promise<void> {
    await this.prisma.event.update({ where: { id }, data: defined(input) });
  }

  /** Deletes the event with its rooms and their logs. */
  async remove(id: string): Promise<void> {
    for (const room of await this.rooms.list(id)) await this.rooms.remove(room.id);
    await this.prisma.event.delete({ where: { id } });
  }
}
