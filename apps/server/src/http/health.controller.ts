import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { healthView } from '@lectern/protocol/http';
import type { z } from 'zod';
import { Pool } from '../database/pool.js';
import { notFound } from '../errors.js';
import { StagesService } from '../stages/stages.service.js';
import { VERSION } from '../version.js';
import { Metrics } from './metrics.js';

/** A health check must not wait for what is broken. */
const PROBE_MS = 150;

@ApiTags('operation')
@Controller()
export class HealthController {
  constructor(
    private readonly pool: Pool,
    private readonly stages: StagesService,
    private readonly metrics: Metrics,
  ) {}

  /** Whether the server and what it needs are well; 503 when it cannot save anything. */
  @Get('healthz')
  @ApiOkResponse({ standardSchema: healthView })
  async health(
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.output<typeof healthView>> {
    const database = await this.#database();
    if (!database.ok) response.status(503);
    return { ok: database.ok, version: VERSION, parts: [database, this.#hosts()] };
  }

  /** For Prometheus, on this machine: what came through a proxy is not told. */
  @Get('metrics')
  @ApiExcludeEndpoint()
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined)
      throw notFound('page');
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }

  async #database() {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, PROBE_MS, `no answer within ${PROBE_MS} ms`);
    });
    const probe = this.pool.query('SELECT 1').then(
      () => 'answers',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const detail = await Promise.race([probe, late]);
    clearTimeout(timer);
    return { name: 'database', ok: detail === 'answers', detail };
  }

  #hosts() {
    const { size, lastSeenMs } = this.stages.hosts;
    const silentS = Math.round((Date.now() - lastSeenMs) / 1_000);
    if (size === 0) return { name: 'stage hosts', ok: true, detail: 'none has reported yet' };
    const ok = silentS < 10;
    return {
      name: 'stage hosts',
      ok,
      detail: ok ? `${size} attached` : `the stage host has not been heard of for ${silentS} s`,
    };
  }
}
