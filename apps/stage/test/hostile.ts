import { amf, feed, message, number32, type RawEncoder } from './raw-encoder.js';

const deep = Buffer.concat([
  Buffer.from([2, 0, 7]),
  Buffer.from('connect'),
  Buffer.alloc(9),
  ...Array.from({ length: 4_000 }, () => Buffer.from([3, 0, 1, 97])),
]);

/** Each closes its own connection, and nothing else. */
export const hostile: Array<[string, (encoder: RawEncoder, key: string) => void]> = [
  ['a first byte that is not 3', (one) => one.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'))],
  ['a chunk size of 0', (one) => one.send(message(1, number32(0), { chunk: 2 }))],
  ['a chunk size of 1', (one) => one.send(message(1, number32(1), { chunk: 2 }))],
  ['a chunk size of 2^31', (one) => one.send(message(1, number32(2 ** 31), { chunk: 2 }))],
  ['a short control message', (one) => one.send(message(1, Buffer.from([0, 0]), { chunk: 2 }))],
  ['a command that is no AMF', (one) => one.send(message(20, Buffer.from([255, 254, 253])))],
  ['a command without a name', (one) => one.send(message(20, amf(1, 2, 3)))],
  [
    'AMF nested 4000 deep',
    (one) => one.send(message(1, number32(65_536), { chunk: 2 }), message(20, deep)),
  ],
  [
    'a string longer than its message',
    (one) => one.send(message(20, Buffer.from([0x0c, 255, 255, 255, 255, 1]))),
  ],
  [
    'an array of 2^32 values',
    (one) =>
      one.send(
        message(20, Buffer.concat([amf('connect', 1), Buffer.from([0x0a, 255, 255, 255, 255])])),
      ),
  ],
  [
    'an ECMA array that is cut short',
    (one) =>
      one.send(
        message(20, Buffer.concat([amf('connect', 1), Buffer.from([8, 255, 255, 255, 255, 0, 9])])),
      ),
  ],
  ['a command of 10 MB', (one) => one.send(message(20, Buffer.alloc(10), { length: 10_000_000 }))],
  ['metadata of 10 MB', (one) => one.send(message(18, Buffer.alloc(10), { length: 10_000_000 }))],
  ['media before publish', (one) => one.send(message(9, feed.keyFrame.subarray(0, 100)))],
  [
    'a message inside another',
    (one) =>
      one.send(message(20, Buffer.alloc(128), { length: 1_000 }), message(20, Buffer.alloc(10))),
  ],
  [
    'a hundred chunk streams',
    (one) =>
      one.send(
        ...Array.from({ length: 60 }, (_, at) => message(4, Buffer.alloc(6), { chunk: 3 + at })),
      ),
  ],
  [
    'chatter without publishing',
    (one) =>
      one.send(
        ...Array.from({ length: 800 }, () =>
          message(20, amf('createStream', 2, null, 'x'.repeat(80))),
        ),
      ),
  ],
  [
    'play',
    (one, key) =>
      one.send(
        message(20, amf('connect', 1, { app: 'live' })),
        message(20, amf('play', 2, null, key)),
      ),
  ],
];
