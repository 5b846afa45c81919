import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pictureSize } from './sps.js';

/** Configurations that x264 wrote, as they stand in an FLV tag. */
const written: Array<[string, string]> = [
  [
    '1920x1080',
    '17000000000142c028ffe100196742c028da01e0089f97011000000300100000030320f1832a01000468ce0fc8',
  ],
  [
    '1920x1080',
    '170000000001640028ffe1001b67640028acd940780227e5c044000003000400000300c83c60c65801000668ebe3cb22c0fdf8f800',
  ],
  [
    '426x240',
    '170000000001640015ffe1001a67640015acd941b1fe4f011000000300100000030320f162d96001000668ebe3cb22c0fdf8f800',
  ],
  [
    '640x360',
    '170000000001f4001effe1001b67f4001e919b281405ff1380880000030008000003019078b16cb001000668ebe3c44844fff8f800',
  ],
  [
    '66x50',
    '17000000000142c00affe100186742c00ada149e2223011000000300100000030320f1226a01000468ce0fc8',
  ],
];

it.each(written)('reads %s', (size, hex) => {
  const found = pictureSize(Buffer.from(hex, 'hex'));
  expect(`${found?.width}x${found?.height}`).toBe(size);
});

it('has an answer to any bytes, and never a picture of no size', () => {
  const hex = written[1]?.[1] ?? '';
  const good = Buffer.from(hex, 'hex');
  const damaged = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 })
    .map((changes) => {
      const bytes = Buffer.from(good);
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
  fc.assert(
    fc.property(
      fc.oneof(
        damaged,
        fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      ),
      (bytes) => {
        const found = pictureSize(bytes);
        return found === null || Math.min(found.width, found.height) > 0;
      },
    ),
    { numRuns: 2_000 },
  );
});

it('refuses one that is cut short', () => {
  const hex = written[0]?.[1] ?? '';
  for (let length = 0; length < 30; length += 1)
    expect(pictureSize(Buffer.from(hex, 'hex').subarray(0, length))).toBeNull();
});
