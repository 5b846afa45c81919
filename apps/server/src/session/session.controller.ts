import { Body, Controller, Delete, Get, HttpCode, Inject, Patch, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { sessionClaim, sessionPatch, sessionView, type SessionView } from '@lectern/protocol/http';
import type { z } from 'zod';
import { CONFIG, type Config } from '../config.js';
import { type Asker, personOf } from './asker.js';
import { sessionCookie } from './credentials.js';
import { verbsOf } from './rights.js';
import { SESSION_MS, Sessions } from './sessions.service.js';
import { Who } from './who.js';
import { PersonAsker } from './asker.js';

const viewOf = (asker: PersonAsker): SessionView => ({
  person: { id: asker.personId, name: asker.name },
  verbs: verbsOf(asker.grants, null),
  roles: [...asker.grants],
});

@ApiTags('session')
@Controller('api/session')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Who this browser is. */
  @Get()
  @ApiOkResponse({ standardSchema: sessionView })
  read(@Who() asker: Asker): SessionView {
    return viewOf(personOf(asker));
  }

  /** Makes an anonymous person with a session; a browser that has one keeps it. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionView })
  async create(
    @Who() asker: Asker,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    if (asker instanceof PersonAsker) return viewOf(asker);
    const made = await this.sessions.create();
    response.append('Set-Cookie', sessionCookie(this.config, made.token, SESSION_MS));
    return viewOf(made.asker);
  }

  /** Says what the person is called. */
  @Patch()
  @ApiOkResponse({ standardSchema: sessionView })
  async rename(
    @Who() asker: Asker,
    @Body({ schema: sessionPatch }) { name }: z.output<typeof sessionPatch>,
  ): Promise<SessionView> {
    const person = personOf(asker);
    await this.sessions.rename(person, name);
    return viewOf(person);
  }

  /** Takes the one-time organizer link. */
  @Post('claim')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sessionView })
  async claim(
    @Who() asker: Asker,
    @Body({ schema: sessionClaim }) { token }: z.output<typeof sessionClaim>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const person = personOf(asker);
    response.append(
      'Set-Cookie',
      sessionCookie(this.config, await this.sessions.claim(person, token), SESSION_MS),
    );
    return viewOf(person);
  }

  /** Signs this browser out and closes its sockets. */
  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  async end(@Who() asker: Asker, @Res({ passthrough: true }) response: Response): Promise<void> {
    if (asker instanceof PersonAsker) await this.sessions.end(asker);
    response.append('Set-Cookie', sessionCookie(this.config, '', 0));
  }
}
