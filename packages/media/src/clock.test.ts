import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PTS_WRAP, mediaMsToTicks, ticksToMediaMs, unwrapPts, wrapPts } from './clock.js';

const ticks = fc.integer({ min: -(2 ** 40), max: 2 ** 45 });

test('a wrapped PTS is unwrapped to what it was, for any neighbour within 13 hours', () => {
  fc.assert(
    fc.property(ticks, fc.integer({ min: -(2 ** 32) + 1, max: 2 ** 32 - 1 }), (pts, distance) => {
      expect(unwrapPts(wrapPts(pts), pts + distance)).toBe(pts);
    }),
  );
});

test('a wrapped PTS fits into 33 bits', () => {
  fc.assert(fc.property(ticks, (pts) => wrapPts(pts) >= 0 && wrapPts(pts) < PTS_WRAP));
});

test('media time survives the way to ticks and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (mediaMs) => {
      expect(ticksToMediaMs(mediaMsToTicks(mediaMs))).toBe(mediaMs);
    }),
  );
});

test('media time 0 is PTS 10 s', () => {
  expect(mediaMsToTicks(0)).toBe(900_000);
});
