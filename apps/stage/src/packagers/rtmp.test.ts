import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAmf0 } from '../door/amf0.js';
import { encodeAmf0 } from './amf0-encode.js';
import { ChunkReader, encodeMessage } from './rtmp-chunks.js';

const message = fc.record({
  type: fc.constantFrom(8, 9, 18, 20),
  streamId: fc.integer({ min: 0, max: 2 ** 31 }),
  timestampMs: fc.constantFrom(0, 1, 0xfffffe, 0xffffff, 0x1000000, 0xfffffffe),
  body: fc.uint8Array({ maxLength: 1000 }).map((bytes) => Buffer.from(bytes)),
});

test('messages survive chunks and whatever pieces the network makes', () => {
  fc.assert(
    fc.property(fc.array(message), fc.integer({ min: 1, max: 700 }), (messages, piece) => {
      const stream = Buffer.concat(messages.map((one) => encodeMessage(one, 6, 128)));
      const reader = new ChunkReader();
      const read = [];
      for (let at = 0; at < stream.length; at += piece)
        read.push(...reader.push(stream.subarray(at, at + piece)));
      expect(read.map(({ type, streamId, body }) => ({ type, streamId, body }))).toEqual(
        messages.map(({ type, streamId, body }) => ({ type, streamId, body })),
      );
    }),
  );
});

test('a command is read back as it was', () => {
  const values = ['connect', 1, { app: 'live', capabilities: 15 }, null];
  expect(decodeAmf0(encodeAmf0(values))).toEqual(values);
});
