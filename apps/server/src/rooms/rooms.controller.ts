import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { roomCreate, roomPatch, roomView } from '@lectern/protocol/http';
import { id, slug } from '@lectern/protocol/ids';
import type { z } from 'zod';
import { EventLookup } from '../events/event-lookup.js';
import { Log } from '../log/log.service.js';
import type { Asker } from '../session/asker.js';
import { requireVerb } from '../session/require.js';
import { Who } from '../session/who.js';
import { RoomsService } from './rooms.service.js';

@ApiTags('rooms')
@Controller('api')
export class RoomsController {
  constructor(
    private readonly rooms: RoomsService,
    private readonly events: EventLookup,
    private readonly log: Log,
  ) {}

  /** Makes a room in an event. */
  @Post('events/:slug/rooms')
  @ApiCreatedResponse({ standardSchema: roomView })
  async create(
    @Who() asker: Asker,
    @Param('slug', { schema: slug }) event: string,
    @Body({ schema: roomCreate }) input: z.output<typeof roomCreate>,
  ) {
    const eventId = await this.events.idOf(event);
    requireVerb(asker, 'event.manage', { room: null, event: eventId });
    return this.rooms.create(eventId, input);
  }

  /** Changes a room. */
  @Patch('rooms/:room')
  @ApiOkResponse({ standardSchema: roomView })
  async change(
    @Who() asker: Asker,
    @Param('room', { schema: id }) room: string,
    @Body({ schema: roomPatch }) input: z.output<typeof roomPatch>,
  ) {
    const { eventId } = await this.log.scope(room);
    requireVerb(asker, 'event.manage', { room, event: eventId });
    return this.rooms.change(room, input);
  }

  /** Deletes a room with its log. */
  @Delete('rooms/:room')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@Who() asker: Asker, @Param('room', { schema: id }) room: string): Promise<void> {
    const { eventId } = await this.log.scope(room);
    requireVerb(asker, 'event.manage', { room, event: eventId });
    await this.rooms.remove(room);
  }
}
