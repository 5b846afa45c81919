import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from './frame.js';

const text = (bytes: number) => 'ä'.repeat(Math.floor(bytes / 2)) + 'a'.repeat(bytes % 2);

// Writes one frame of as many bytes as the path says, past the WebSocket's own sender.
const http = createServer();
const sockets = new WebSocketServer({ noServer: true });
http.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, () =>
    socket.write(textFrame(text(Number(request.url?.slice(1))))),
  );
});

let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  url = `ws://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => http.close());

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])(
  'a frame of %i bytes is read as it was written',
  async (bytes) => {
    const client = new WebSocket(`${url}/${bytes}`);
    const read = await new Promise((resolve, reject) => {
      client.on('message', (data, isBinary) => resolve([String(data), isBinary]));
      client.on('error', reject);
    });
    client.terminate();
    expect(read).toEqual([text(bytes), false]);
  },
);
