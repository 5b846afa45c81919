import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MediaPlaylist, renderMaster, renderMedia } from './playlist.js';
import { parseMaster, parseMedia } from './playlist-parse.js';

const segment = fc.record({
  uri: fc.nat().map((n) => `fhd/${n}.ts`),
  duration: fc.integer({ min: 1, max: 500_000 }).map((n) => n / 100_000),
  dateMs: fc.integer({ min: 0, max: 4e12 }),
  discontinuity: fc.boolean(),
});

const playlist: fc.Arbitrary<MediaPlaylist> = fc.record({
  targetDuration: fc.integer({ min: 1, max: 10 }),
  mediaSequence: fc.nat(),
  discontinuitySequence: fc.nat(),
  holdBack: fc.option(fc.integer({ min: 10, max: 300 }).map((n) => n / 10)),
  segments: fc.array(segment),
  ended: fc.boolean(),
});

test('a media playlist is read back as it was', () => {
  fc.assert(
    fc.property(playlist, (list) => {
      expect(parseMedia(renderMedia(list))).toEqual(list);
    }),
  );
});

test('a media playlist, word for word', () => {
  const list = {
    targetDuration: 2,
    mediaSequence: 24,
    discontinuitySequence: 1,
    holdBack: 8,
    segments: [{ uri: 'hd/24.ts', duration: 2, dateMs: 1_795_480_198_464, discontinuity: true }],
    ended: true,
  };
  expect(renderMedia(list)).toBe(
    [
      '#EXTM3U',
      '#EXT-X-VERSION:6',
      '#EXT-X-TARGETDURATION:2',
      '#EXT-X-MEDIA-SEQUENCE:24',
      '#EXT-X-DISCONTINUITY-SEQUENCE:1',
      '#EXT-X-INDEPENDENT-SEGMENTS',
      '#EXT-X-SERVER-CONTROL:HOLD-BACK=8.0',
      '#EXT-X-DISCONTINUITY',
      '#EXT-X-PROGRAM-DATE-TIME:2026-11-24T00:29:58.464Z',
      '#EXTINF:2.00000,',
      'hd/24.ts',
      '#EXT-X-ENDLIST',
      '',
    ].join('\n'),
  );
});

const hd = {
  uri: 'hd.m3u8',
  bandwidth: 2_900_000,
  averageBandwidth: 2_700_000,
  codecs: ['avc1.64001f', 'mp4a.40.2'],
  video: { width: 1280, height: 720, fps: 30 },
};
const audio = {
  uri: 'audio.m3u8',
  bandwidth: 80_000,
  averageBandwidth: 70_000,
  codecs: ['mp4a.40.2'],
};

test('a master playlist is read back as it was', () => {
  expect(parseMaster(renderMaster({ variants: [hd, audio] }))).toEqual({
    variants: [hd, audio],
    subtitles: [],
  });
});

test('captions join every rendition, and a name cannot break out of its quotes', () => {
  const subtitles = [{ name: 'En"\nglish', language: 'en', uri: 'subs-en.m3u8', isDefault: true }];
  const text = renderMaster({ variants: [hd, audio], subtitles });
  expect(text.split('\n')[3]).toBe(
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="En  glish",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,FORCED=NO,URI="subs-en.m3u8"',
  );
  expect(text.match(/SUBTITLES="subs"/g)).toHaveLength(2);
});

test('what is not a playlist is refused', () => {
  expect(() => parseMedia('')).toThrow('does not begin');
  expect(() => parseMedia('#EXTM3U\n')).toThrow('TARGETDURATION');
});
