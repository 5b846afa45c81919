import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { commands } from '@lectern/protocol/commands';
import { entryPage } from '@lectern/protocol/entries';
import { epoch, id, seq, topic } from '@lectern/protocol/ids';
import { z } from 'zod';
import { Refusal } from '../errors.js';
import { CommandDoor } from '../live/command-door.js';
import { Log } from '../log/log.service.js';
import type { Asker } from '../session/asker.js';
import { requireVerb } from '../session/require.js';
import { Who } from '../session/who.js';

/** Where to read a room's log from; numbers come as text. */
export const entriesQuery = z.strictObject({
  topic: topic.default('main'),
  after: z.coerce.number().pipe(seq).default(0),
  epoch: epoch.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).default(100),
});
export const entriesAnswer = entryPage.extend({ epoch });

const jsonObject = z.record(z.string(), z.unknown());

/** The commands of a socket, for networks that break WebSockets. */
@ApiTags('live')
@Controller('api/rooms/:room')
export class CommandsController {
  constructor(
    private readonly door: CommandDoor,
    private readonly log: Log,
  ) {}

  /** Runs a command; `Idempotency-Key` is its `cid`. */
  @Post('commands/:name')
  @HttpCode(200)
  // The document describes each command by itself.
  @ApiExcludeEndpoint()
  async run(
    @Who() asker: Asker,
    @Param('room', { schema: id }) room: string,
    @Param('name') name: string,
    @Headers('idempotency-key') cid: string | undefined,
    @Body({ schema: jsonObject }) body: Record<string, unknown>,
  ): Promise<unknown> {
    const outcome = await this.door.run(httpName(name), asker, null, {
      ...body,
      room,
      ...(cid === undefined ? {} : { cid }),
    });
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.body;
  }

  /** Entries of a room's log after a seq, oldest first. */
  @Get('entries')
  @ApiOkResponse({ standardSchema: entriesAnswer })
  async entries(
    @Who() asker: Asker,
    @Param('room', { schema: id }) room: string,
    @Query({ schema: entriesQuery }) query: z.output<typeof entriesQuery>,
  ) {
    const log = await this.log.open(room);
    requireVerb(asker, 'room.read', { room, event: log.scope.eventId });
    // Cursors of another epoch mean nothing: the reader begins again.
    const after = query.epoch === undefined || query.epoch === log.epoch ? query.after : 0;
    return {
      room,
      topic: query.topic,
      epoch: log.epoch,
      ...(await log.range(query.topic, after, query.limit)),
    };
  }
}

/** A stage host has its own line, which is a socket. */
function httpName(name: string): string {
  const spec = Object.entries(commands).find(([command]) => command === name)?.[1];
  if (spec === undefined || spec.scope !== 'room')
    throw new Refusal('unknown_command', 'The server does not know this command.');
  return name;
}
