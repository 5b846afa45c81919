import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';

/**
 * The baseline: the least a `ws` server can do for the same messages. It parses each command, adds what the
 * product adds, serialises the same `entries` frame once, and writes the prepared bytes to each socket.
 * No session, no rights, no limits, no database. Prints its port.
 */

interface Command {
  re: number;
  type: string;
  body: { room: string; cid?: string; text?: string };
}

const receivers = new Set<Duplex>();
const actor = { id: 'k3xq7m2n5p4r6s8t', name: 'Somebody', host: false };
let seq = 0;

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = createServer((_request, response) => response.writeHead(404).end());

server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (client) => {
    client.on('error', (error) => console.error(error));
    client.on('message', (data) => receive(client, socket, data));
    client.on('close', () => receivers.delete(socket));
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : '');
});
process.stdin.resume().on('end', () => process.exit(0));

function receive(client: WebSocket, socket: Duplex, data: RawData): void {
  const command: Command = JSON.parse(String(data));
  if (command.type === 'room.join') receivers.add(socket);
  if (command.type === 'chat.post') publish(command);
  client.send(
    JSON.stringify({ type: 'reply', re: command.re, body: { seq, atMs: Date.now(), dup: false } }),
  );
}

function publish({ body }: Command): void {
  seq += 1;
  const entry = {
    seq,
    atMs: Date.now(),
    actor,
    cid: body.cid,
    type: 'chat.posted',
    body: { text: body.text, replyTo: null, mediaMs: null },
  };
  const entries = {
    type: 'entries',
    room: body.room,
    topic: 'main',
    entries: [entry],
    head: seq,
    epoch: 'e0q1w2e3r4t5y6u7',
  };
  const frame = prepare(JSON.stringify(entries));
  for (const receiver of receivers) receiver.write(frame);
}

/** A whole text frame of 126 to 65,535 bytes, as RFC 6455 wants it from a server. */
function prepare(text: string): Buffer {
  const payload = Buffer.from(text);
  const frame = Buffer.allocUnsafe(payload.length + 4);
  frame[0] = 0x81;
  frame[1] = 126;
  frame.writeUInt16BE(payload.length, 2);
  payload.copy(frame, 4);
  return frame;
}
