import { Receiver } from 'ws';
import { expect, test } from 'vitest';
import { textFrame } from './frame.js';

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])(
  'a frame of %i bytes is read by a WebSocket receiver as it was written',
  async (length) => {
    const text = 'ä'.repeat(Math.floor(length / 2)) + 'a'.repeat(length % 2);
    const read = new Promise((resolve, reject) => {
      const receiver = new Receiver();
      receiver.on('message', (data: Buffer, isBinary: boolean) =>
        resolve([data.toString(), isBinary]),
      );
      receiver.on('error', reject);
      receiver.write(textFrame(text));
    });
    expect(await read).toEqual([text, false]);
  },
);
