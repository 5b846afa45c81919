import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FLV_AUDIO, FLV_VIDEO, flvHeader, flvTag, readFlv, retimed, tagBody } from './flv-tag.js';

it('reads back what it wrote, times of 32 bits included', () => {
  const tag = fc.record({
    type: fc.constantFrom(FLV_AUDIO, FLV_VIDEO),
    timestampMs: fc.integer({ min: 0, max: 0xffff_ffff }),
    body: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  });
  fc.assert(
    fc.property(fc.array(tag, { maxLength: 8 }), (tags) => {
      const file = Buffer.concat([
        flvHeader(),
        ...tags.map(({ type, timestampMs, body }) => flvTag(type, timestampMs, body)),
      ]);
      expect(readFlv(file)).toEqual(tags);
    }),
  );
});

it('changes only the time of a tag, and leaves the original alone', () => {
  const tag = flvTag(FLV_VIDEO, 5, Buffer.from([1, 2, 3]));
  const later = retimed(tag, 0x0102_0304);
  expect(readFlv(Buffer.concat([flvHeader(), later]))[0]?.timestampMs).toBe(0x0102_0304);
  expect(tagBody(later)).toEqual(tagBody(tag));
  expect(readFlv(Buffer.concat([flvHeader(), tag]))[0]?.timestampMs).toBe(5);
});

it('does not read beyond a file that was cut short', () => {
  const file = Buffer.concat([flvHeader(), flvTag(FLV_AUDIO, 0, Buffer.alloc(100))]);
  expect(readFlv(file.subarray(0, 18))).toEqual([]);
});
