import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { talkCreate, talkPatch, talkView } from '@lectern/protocol/http';
import { id, slug } from '@lectern/protocol/ids';
import type { z } from 'zod';
import { EventLookup } from '../events/event-lookup.js';
import { type Asker, actorOf, personOf } from '../session/asker.js';
import { requireVerb } from '../session/require.js';
import { Who } from '../session/who.js';
import { TalksService } from './talks.service.js';

@ApiTags('talks')
@Controller('api')
export class TalksController {
  constructor(
    private readonly talks: TalksService,
    private readonly events: EventLookup,
  ) {}

  /** Adds a talk to the programme. */
  @Post('events/:slug/talks')
  @ApiCreatedResponse({ standardSchema: talkView })
  async create(
    @Who() asker: Asker,
    @Param('slug', { schema: slug }) event: string,
    @Body({ schema: talkCreate }) input: z.output<typeof talkCreate>,
  ) {
    const eventId = await this.events.idOf(event);
    requireVerb(asker, 'event.manage', { room: null, event: eventId });
    return this.talks.create(eventId, input);
  }

  /** Changes a talk, or says that it is live, ended or cancelled. */
  @Patch('talks/:talk')
  @ApiOkResponse({ standardSchema: talkView })
  async change(
    @Who() asker: Asker,
    @Param('talk', { schema: id }) talk: string,
    @Body({ schema: talkPatch }) input: z.output<typeof talkPatch>,
  ) {
    const place = { room: null, event: await this.talks.eventOf(talk) };
    requireVerb(asker, 'event.manage', place);
    return this.talks.change(talk, input, actorOf(personOf(asker), place));
  }

  /** Takes a talk out of the programme. */
  @Delete('talks/:talk')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@Who() asker: Asker, @Param('talk', { schema: id }) talk: string): Promise<void> {
    requireVerb(asker, 'event.manage', { room: null, event: await this.talks.eventOf(talk) });
    await this.talks.remove(talk);
  }
}
