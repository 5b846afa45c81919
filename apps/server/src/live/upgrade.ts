import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { WebSocketServer } from 'ws';
import { MAX_FRAME_BYTES, MAX_HOST_FRAME_BYTES, SUBPROTOCOL } from '@lectern/protocol/frames';
import { Refusal, toRefusal } from '../errors.js';
import type { Asker } from '../session/asker.js';
import { readOffer } from '../session/credentials.js';
import type { Door } from '../session/door.service.js';
import { mayUpgrade } from '../session/origin.rules.js';
import { Connection } from './connection.js';
import { Wire } from './wire.js';

export const SOCKET_PATH = '/ws';
const logger = new Logger('upgrade');

const serverFor = (maxPayload: number) =>
  new WebSocketServer({
    noServer: true,
    WebSocket: Connection,
    maxPayload,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: () => SUBPROTOCOL,
  });

/** Upgrade turns HTTP requests into connections, after everything about them was checked. */
export class Upgrade {
  readonly #attendees = serverFor(MAX_FRAME_BYTES);
  readonly #hosts = serverFor(MAX_HOST_FRAME_BYTES);
  #closed = false;

  constructor(
    private readonly door: Door,
    private readonly origins: readonly string[],
    private readonly onConnection: (connection: Connection) => void,
  ) {}

  /** Handles the `upgrade` event of the HTTP server. */
  handle(request: IncomingMessage, socket: Socket, head: Buffer): void {
    // The client may go away while its session is looked up.
    socket.on('error', (error) => logger.debug(`a socket failed: ${error.message}`));
    this.#admit(request).then(
      (asker) => this.#accept(request, socket, head, asker),
      (error: unknown) =>
        refuse(
          socket,
          toRefusal(error, (fault) => logger.error(fault)),
        ),
    );
  }

  /** From now on nobody is let in. */
  close(): void {
    this.#closed = true;
    this.#attendees.close();
    this.#hosts.close();
  }

  async #admit(request: IncomingMessage): Promise<Asker> {
    const { headers, url = '' } = request;
    if (this.#closed)
      throw new Refusal('unavailable', 'The server is stopping. Come back in a moment.');
    const offer = readOffer(headers);
    // On every path, before anything else: cookies ride along on cross-site upgrades.
    if (!mayUpgrade(this.door.provenance(headers, offer.ticket), this.origins)) {
      throw new Refusal('origin', 'This connection does not come from a page of this site.');
    }
    if (url.split('?', 1)[0] !== SOCKET_PATH)
      throw new Refusal('not_found', 'There is no socket here.');
    if (!offer.speaksProtocol)
      throw new Refusal('invalid', `The subprotocol ${SUBPROTOCOL} is needed.`);
    return this.door.askerOfUpgrade(headers);
  }

  #accept(request: IncomingMessage, socket: Socket, head: Buffer, asker: Asker): void {
    if (socket.destroyed) return;
    const server = asker.isTrusted ? this.#hosts : this.#attendees;
    server.handleUpgrade(request, socket, head, (connection) => {
      connection.wire = new Wire(socket);
      connection.asker = asker;
      this.onConnection(connection);
    });
  }
}

function refuse(socket: Socket, { status, code, message }: Refusal): void {
  if (socket.destroyed) return;
  const body = JSON.stringify({ type: 'about:blank', title: message, status, code });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...[
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ],
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
