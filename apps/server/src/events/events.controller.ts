import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  eventCreate,
  eventList,
  eventPatch,
  eventView,
  type EventView,
} from '@lectern/protocol/http';
import { slug } from '@lectern/protocol/ids';
import type { z } from 'zod';
import type { Asker } from '../session/asker.js';
import { requireVerb } from '../session/require.js';
import { Who } from '../session/who.js';
import { EventLookup } from './event-lookup.js';
import { EventsService } from './events.service.js';

/** A right on the whole installation. */
const ANYWHERE = { room: null, event: null };

@ApiTags('events')
@Controller('api/events')
export class EventsController {
  constructor(
    private readonly events: EventsService,
    private readonly lookup: EventLookup,
  ) {}

  /** Every event. */
  @Get()
  @ApiOkResponse({ standardSchema: eventList })
  async list() {
    return { events: await this.events.list() };
  }

  /** An event with its rooms, talks and stages. */
  @Get(':slug')
  @ApiOkResponse({ standardSchema: eventView })
  read(@Who() asker: Asker, @Param('slug', { schema: slug }) event: string): Promise<EventView> {
    return this.events.view(event, (id) => asker.verbsIn({ room: null, event: id }));
  }

  /** Makes an event. */
  @Post()
  @ApiCreatedResponse({ standardSchema: eventView })
  async create(
    @Who() asker: Asker,
    @Body({ schema: eventCreate }) input: z.output<typeof eventCreate>,
  ): Promise<EventView> {
    requireVerb(asker, 'event.manage', ANYWHERE);
    await this.events.create(input);
    return this.read(asker, input.slug);
  }

  /** Changes an event. */
  @Patch(':slug')
  @ApiOkResponse({ standardSchema: eventView })
  async change(
    @Who() asker: Asker,
    @Param('slug', { schema: slug }) event: string,
    @Body({ schema: eventPatch }) input: z.output<typeof eventPatch>,
  ) {
    const id = await this.lookup.idOf(event);
    requireVerb(asker, 'event.manage', { room: null, event: id });
    await this.events.change(id, input);
    return this.read(asker, event);
  }

  /** Deletes an event with everything in it. */
  @Delete(':slug')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@Who() asker: Asker, @Param('slug', { schema: slug }) event: string): Promise<void> {
    const id = await this.lookup.idOf(event);
    requireVerb(asker, 'event.manage', { room: null, event: id });
    await this.events.remove(id);
  }
}
