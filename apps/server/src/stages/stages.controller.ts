import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { frames } from '@lectern/protocol/frames';
import { streamKeyCreated, streamKeyList } from '@lectern/protocol/http';
import { id } from '@lectern/protocol/ids';
import { Log } from '../log/log.service.js';
import type { Asker } from '../session/asker.js';
import { requireVerb } from '../session/require.js';
import { Who } from '../session/who.js';
import { KeysService } from './keys.service.js';
import { StagesService } from './stages.service.js';

const roomHealth = frames.health.omit({ type: true });

@ApiTags('stages')
@Controller('api/rooms/:room')
export class StagesController {
  constructor(
    private readonly keys: KeysService,
    private readonly stages: StagesService,
    private readonly log: Log,
  ) {}

  /** What is known of the room's stream keys. */
  @Get('stream-keys')
  @ApiOkResponse({ standardSchema: streamKeyList })
  async list(@Who() asker: Asker, @Param('room', { schema: id }) room: string) {
    const { eventId } = await this.log.scope(room);
    requireVerb(asker, 'stage.manage', { room, event: eventId });
    return this.keys.list(room);
  }

  /** Makes a new stream key, shows it this once, and ends the old ones. */
  @Post('stream-keys')
  @ApiCreatedResponse({ standardSchema: streamKeyCreated })
  async rotate(@Who() asker: Asker, @Param('room', { schema: id }) room: string) {
    const { eventId } = await this.log.scope(room);
    requireVerb(asker, 'stage.manage', { room, event: eventId });
    return this.keys.rotate(room);
  }

  /** The health of the room's stage, as its host last reported it. */
  @Get('health')
  @ApiOkResponse({ standardSchema: roomHealth })
  async health(@Who() asker: Asker, @Param('room', { schema: id }) room: string) {
    const { eventId } = await this.log.scope(room);
    requireVerb(asker, 'stage.health', { room, event: eventId });
    const { stage, seenMs } = await this.stages.health(room);
    return { room, stage, hostSeenMs: seenMs };
  }
}
