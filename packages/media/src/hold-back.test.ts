import { expect, test } from 'vitest';
import { CAPTION_LAG, holdBackSeconds, segmentSeconds, settleWindowMs } from './hold-back.js';

test.each([
  [0, 1, 3, 6],
  [1, 2, 6, 8],
  [2, 3, 9, 10],
  [3, 4, 12, 12],
  [4, 5, 15, 15],
])(
  'level %i: segments of %i s, hold back %i s, with captions %i s',
  (level, segment, plain, captions) => {
    expect(segmentSeconds(level)).toBe(segment);
    expect(holdBackSeconds(level, false)).toBe(plain);
    expect(holdBackSeconds(level, true)).toBe(captions);
    expect(settleWindowMs(level)).toBeGreaterThanOrEqual(CAPTION_LAG * 1000);
  },
);

test('a level that does not exist becomes the nearest', () => {
  expect([segmentSeconds(-1), segmentSeconds(9)]).toEqual([1, 5]);
});
