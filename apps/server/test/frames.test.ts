import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeEvent } from './support/event.ts';
import { Line } from './support/line.ts';
import { newCid, Person } from './support/person.ts';
import type { ServerProcess } from './support/server-process.ts';
import { World } from './support/world.ts';

let world: World;
let server: ServerProcess;

beforeAll(async () => {
  world = await World.create();
  server = await world.server({ LECTERN_LIMITS: 'off' });
});
afterAll(() => world.close());

/** A masked frame with this first byte, as a client sends it. */
function clientFrame(first: number, payload: Buffer, masked = true): Buffer {
  const length =
    payload.length < 126
      ? Buffer.from([payload.length])
      : Buffer.from([126, payload.length >> 8, payload.length & 255]);
  length[0] = (length[0] ?? 0) | (masked ? 0x80 : 0);
  return Buffer.concat([
    Buffer.from([first]),
    length,
    ...(masked ? [Buffer.alloc(4)] : []),
    payload,
  ]);
}

/** Sends bytes behind a good upgrade; resolves when the server has closed the connection, with its close code. */
function sendRaw(bytes: Buffer[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `GET /ws HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${server.url}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: lectern.1\r\n\r\n`,
      );
      for (const chunk of bytes) socket.write(chunk);
    });
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => (received = Buffer.concat([received, chunk])));
    socket.on('error', (error) => (received.length === 0 ? reject(error) : undefined));
    socket.setTimeout(
      15_000,
      () => (socket.destroy(), reject(new Error('the connection stayed open'))),
    );
    socket.on('close', () => {
      const close = received.lastIndexOf(Buffer.from([0x88]));
      resolve(close < 0 ? 0 : received.readUInt16BE(close + 2));
    });
  });
}

test.each<[string, Buffer[], number]>([
  ['a reserved bit', [clientFrame(0xc1, Buffer.from('{}'))], 1002],
  ['a frame that is not masked', [clientFrame(0x81, Buffer.from('{}'), false)], 1002],
  ['an unknown opcode', [clientFrame(0x83, Buffer.from('{}'))], 1002],
  ['a length of 2^40', [Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])], 1009],
  ['invalid UTF-8', [clientFrame(0x81, Buffer.from([0xc3, 0x28]))], 1007],
  ['a continuation of nothing', [clientFrame(0x80, Buffer.from('{}'))], 1002],
  ['a ping that is too long', [clientFrame(0x89, Buffer.alloc(126))], 1002],
  ['a close with a reserved code', [clientFrame(0x88, Buffer.from([0x03, 0xed]))], 1002],
  ['binary', [clientFrame(0x82, Buffer.from('{}'))], 1003],
  ['text that is no JSON', [clientFrame(0x81, Buffer.from('hello'))], 1002],
  [
    'a request with an object as its name',
    [clientFrame(0x81, Buffer.from('{"re":1,"type":{"a":1},"body":{}}'))],
    1002,
  ],
  [
    'a request without a number',
    [clientFrame(0x81, Buffer.from('{"re":"1","type":"room.join"}'))],
    1002,
  ],
  [
    'a request with one field too many',
    [clientFrame(0x81, Buffer.from('{"re":1,"type":"room.join","body":{},"actor":1}'))],
    1002,
  ],
  ['a frame above 16 KB', [clientFrame(0x81, Buffer.alloc(16_385, 'a'))], 1009],
  [
    'many small fragments',
    [
      clientFrame(0x01, Buffer.from('a')),
      ...Array.from({ length: 20_000 }, () => clientFrame(0x00, Buffer.from('a'))),
    ],
    1009,
  ],
  [
    'deep nesting',
    [clientFrame(0x81, Buffer.from(`{"re":1,"type":"room.join","body":${'['.repeat(7_000)}`))],
    1002,
  ],
])('%s closes the connection', async (_what, bytes, code) => {
  expect(await sendRaw(bytes)).toBe(code);
});

test('a client that does not read is cut, and the others go on', async () => {
  const host = await Person.organizer(server.url, server.env['DATABASE_URL'] ?? '');
  const { room } = await makeEvent(host);
  const sleeper = await (await Person.enter(server.url)).line();
  await sleeper.ask('room.join', { room });
  sleeper.socket.pause();
  const reader = await Line.open(server.url, { origin: server.url });
  await reader.ask('room.join', { room });
  const writer = await host.line();
  const text = 'ä'.repeat(2_000);
  // More than the kernel's buffers and the cap together hold.
  for (let round = 0; round < 60; round += 1) {
    await Promise.all(
      Array.from({ length: 50 }, () => writer.ask('chat.post', { room, cid: newCid(), text })),
    );
  }
  await reader.until(() => reader.entries().length >= 3_000, 30_000);
  // Its lag or its silence is found out, whichever comes first.
  const sockets = async () =>
    Number(/lectern_sockets (\d+)/.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1]);
  const deadline = Date.now() + 30_000;
  while ((await sockets()) > 2 && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await sockets()).toBe(2);
  sleeper.end();
});

test('whatever was sent, the process is the same one and has thrown nothing', () => {
  expect(server.child.exitCode).toBe(null);
  expect(server.output).not.toMatch(/fault|failed|Error/);
});
