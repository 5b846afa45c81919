import { Server } from 'node:http';
import { Socket } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import type { MessageMappingProperties } from '@nestjs/websockets';
import type { RawData, WebSocket } from 'ws';
import { CONFIG, type Config } from '../config.js';
import { Door } from '../session/door.service.js';
import { CommandDoor } from './command-door.js';
import { Connection } from './connection.js';
import { Live } from './live.service.js';
import { receive } from './receive.js';
import { Upgrade } from './upgrade.js';

/**
 * Nest's ws adapter with our own sockets: the upgrade is checked, frames are prepared, and Nest's handlers are
 * bound once for all clients instead of once per client (which costs it 12 KB for each).
 */
export class LecternWsAdapter extends WsAdapter {
  readonly #commands: CommandDoor;
  readonly #live: Live;
  readonly upgrade: Upgrade;
  readonly #onMessage: ReturnType<typeof messageListener>;
  readonly #onClose: ReturnType<typeof closeListener>;

  constructor(
    app: INestApplication,
    private readonly version: string,
  ) {
    super(app);
    this.#commands = app.get(CommandDoor);
    this.#live = app.get(Live);
    this.#onMessage = messageListener(this.#commands);
    this.#onClose = closeListener(this.#live);
    const config = app.get<Config>(CONFIG);
    this.upgrade = new Upgrade(app.get(Door), config.origins, (connection) =>
      this.#welcome(connection),
    );
    const server: unknown = app.getHttpServer();
    if (!(server instanceof Server))
      throw new Error('The live path needs the HTTP server of Node.');
    server.on('upgrade', (request, socket, head) => {
      // Node's HTTP server hands out TCP sockets; anything else could not carry prepared frames.
      if (socket instanceof Socket) this.upgrade.handle(request, socket, head);
      else socket.destroy();
    });
  }

  /** There is one door for all gateways; Nest only needs something to hold. */
  override create(): object {
    return { close: () => this.upgrade.close() };
  }

  /** Nest binds a gateway's handlers when a client connects; here it does so once, for everybody. */
  override bindClientConnect(_server: unknown, callback: (client: null) => void): void {
    callback(null);
  }

  override bindMessageHandlers(_client: unknown, handlers: MessageMappingProperties[]): void {
    for (const { message, callback } of handlers)
      this.#commands.register(String(message), async (call) => await callback(call));
  }

  override bindClientDisconnect(): void {
    // Connections report their end to Live themselves.
  }

  override async close(): Promise<void> {
    this.upgrade.close();
  }

  #welcome(connection: Connection): void {
    connection.on('message', this.#onMessage);
    connection.on('pong', onPong);
    connection.on('close', this.#onClose);
    connection.on('error', onError);
    this.#live.add(connection);
    connection.tell({
      type: 'hello',
      version: this.version,
      person: connection.asker.personId,
      atMs: Date.now(),
    });
  }
}

// Listeners shared by all connections: a closure per client would cost memory a thousand times over.
const messageListener = (commands: CommandDoor) =>
  function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
    if (this instanceof Connection) void receive(this, data, isBinary, commands);
  };

const closeListener = (live: Live) =>
  function onClose(this: WebSocket): void {
    if (this instanceof Connection) live.remove(this);
  };

function onPong(this: WebSocket): void {
  if (this instanceof Connection) this.alive = true;
}

// A client that breaks the protocol or its line: `close` follows, and says the rest.
function onError(this: WebSocket): void {
  if (this instanceof Connection) this.alive = false;
}
