import type { Server as HttpServer } from 'node:http';
import { ConsoleLogger, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { describeApi } from './http/openapi.js';
import { sendProblem } from './http/problem.filter.js';
import { permissionsPolicy, securityHeaders } from './http/security.js';
import { serveLive, serveWeb } from './http/static.js';
import { CommandDoor } from './live/command-door.js';
import { LecternWsAdapter } from './live/lectern-ws-adapter.js';
import { Live } from './live/live.service.js';
import { Log } from './log/log.service.js';
import { Door } from './session/door.service.js';
import { identify } from './session/who.js';
import { VERSION } from './version.js';

const BODY_LIMIT = '64kb';
/** Time for `reconnect` frames to arrive before sockets are closed, in ms. */
const GOODBYE_MS = 300;

/**
 * Server is the whole application on one port.
 * `create` listens; `close` tells the clients, finishes what was accepted, and ends in this order:
 * upgrades, appends, sockets, HTTP, database.
 */
export class Server {
  #closing: Promise<void> | null = null;

  private constructor(
    private readonly app: NestExpressApplication,
    private readonly adapter: LecternWsAdapter,
    readonly url: string,
  ) {}

  static async create(config: Config): Promise<Server> {
    const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
      bodyParser: false,
      logger: new ConsoleLogger({
        logLevels: ['warn', 'error', 'fatal'],
        colors: process.stdout.isTTY,
      }),
    });
    const adapter = furnish(app, config);
    await app.init();
    app.get(CommandDoor).assertComplete();
    // Opens the first database connection before anybody waits for it.
    await app.get(Log).epoch();
    return new Server(app, adapter, await listen(app.getHttpServer(), config));
  }

  close(): Promise<void> {
    this.#closing ??= this.#drain();
    return this.#closing;
  }

  async #drain(): Promise<void> {
    const live = this.app.get(Live);
    this.adapter.upgrade.close();
    live.sayReconnect();
    await this.app.get(Log).idle();
    await new Promise((resolve) =>
      setTimeout(resolve, live.connections.size === 0 ? 0 : GOODBYE_MS),
    );
    live.closeAll();
    await this.app.close();
  }
}

/** Listens on Node's own server: Nest's `listen` would also log what its caller says better. */
function listen(server: HttpServer, { port, host }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host}:${taken}`);
    });
  });
}

/** Puts the middleware around Nest's router, in the order in which a request meets it. */
function furnish(app: NestExpressApplication, config: Config): LecternWsAdapter {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders(config.origins), permissionsPolicy);
  if (config.liveDir !== undefined) serveLive(app, config.liveDir);
  if (config.webDir !== undefined) serveWeb(app, config.webDir);
  app.use('/api', (_request: Request, response: Response, next: NextFunction) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use('/api', identify(app.get(Door), config.origins));
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true });
  const logger = new Logger('http');
  // Errors of the middleware above never reach Nest's filter.
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    sendProblem(response, error, (fault) => logger.error(fault)),
  );
  const adapter = new LecternWsAdapter(app, VERSION);
  app.useWebSocketAdapter(adapter);
  const document = describeApi(app);
  app.use('/api/openapi.json', (_request: Request, response: Response) => response.json(document));
  return adapter;
}
