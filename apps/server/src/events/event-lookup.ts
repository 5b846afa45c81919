import { Injectable, Module } from '@nestjs/common';
import { Prisma } from '../database/prisma.js';
import { notFound } from '../errors.js';

/** EventLookup turns the slug of an address into an event's identity, for every domain below events. */
@Injectable()
export class EventLookup {
  constructor(private readonly prisma: Prisma) {}

  async idOf(slug: string): Promise<string> {
    const event = await this.prisma.event.findUnique({ where: { slug }, select: { id: true } });
    if (event === null) throw notFound('event');
    return event.id;
  }
}

@Module({ providers: [EventLookup], exports: [EventLookup] })
export class EventLookupModule {}
