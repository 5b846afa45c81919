import { expect, test } from 'vitest';
import { readOwncastList } from './owncast-segments.js';
import { ProgressReader } from './progress.js';
import { SegmentList } from './segment-list.js';

test('a line of the segment list counts when it is whole', () => {
  const list = new SegmentList();
  expect(list.push('hd-0.ts,0.000000,112.0')).toEqual([]);
  expect(list.push('33333\nhd-1.ts,112.033333,114.033333\nhd-2')).toEqual([
    { name: 'hd-0.ts', durationMs: 112_033.333 },
    { name: 'hd-1.ts', durationMs: expect.closeTo(2000, 3) },
  ]);
});

test('speed is that of the last second, not of all', () => {
  const reader = new ProgressReader();
  const block = (us: string): string =>
    `frame=9\nfps=29.9\nout_time_us=${us}\nspeed=7x\nprogress=continue\n`;
  expect(reader.push(block('N/A'), 0)).toEqual([]);
  expect(reader.push(block('10000000'), 1000)).toEqual([
    { fps: 29.9, speed: 0, encodedMs: 10_000 },
  ]);
  expect(reader.push(block('10500000'), 2000)).toEqual([
    { fps: 29.9, speed: 0.5, encodedMs: 10_500 },
  ]);
});

const LIVE = [
  '#EXTM3U',
  '#EXT-X-VERSION:6',
  '#EXTINF:3.000000,',
  '#EXT-X-PROGRAM-DATE-TIME:2026-11-23T23:34:22.838+0000',
  'stream-2c-T5_G-13.ts',
  '#EXTINF:2.833333,',
  'stream-2c-T5_G-14.ts',
  '',
].join('\n');

test('the segments of an Owncast list', () => {
  expect(readOwncastList(LIVE)).toEqual([
    { name: 'stream-2c-T5_G-13.ts', index: 13, durationMs: 3000 },
    { name: 'stream-2c-T5_G-14.ts', index: 14, durationMs: 2833.333 },
  ]);
});

test('a torn or empty list is no list', () => {
  expect(readOwncastList('')).toBeNull();
  expect(readOwncastList(LIVE.slice(0, -3))).toBeNull();
  expect(readOwncastList(LIVE.slice(5))).toBeNull();
});

test('the offline clip is not ours', () => {
  const stopped = `${LIVE}#EXT-X-DISCONTINUITY\n#EXTINF:8.000000,\noffline-v2.ts\n#EXT-X-ENDLIST\n`;
  expect(readOwncastList(stopped)).toEqual(readOwncastList(LIVE));
  expect(readOwncastList('#EXTM3U\n#EXTINF:4.0,\nstream-offline-0.ts\n')).toEqual([]);
});
