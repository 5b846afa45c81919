import { parseMaster, parseMedia } from '@lectern/media/playlist-parse';
import { type Rendition, defaultRenditions } from '@lectern/protocol/media';
import { expect, test } from 'vitest';
import { masterText, mediaText } from './playlists.js';
import type { RoomState } from './state.js';

const hd: Rendition[] = defaultRenditions.filter(
  (one) => one.name === 'hd' || one.name === 'audio',
);

function facts(video: RoomState['facts'][string]['video'], peak: number) {
  return { parameters: 'A', codecs: ['mp4a.40.2'], video, peak, bytes: 250_000, ms: 1000 };
}

/** Moments 5, 6 and 7; `hd` is there from 6 on. */
const state: RoomState = {
  broadcast: 'b',
  startedAtMs: 1_795_000_000_000,
  nextSequence: 8,
  discontinuitySequence: 2,
  targetDuration: 2,
  endMs: 6000,
  ended: false,
  isNew: false,
  moments: [5, 6, 7].map((sequence, n) => ({
    sequence,
    discontinuity: n === 0,
    files: {
      audio: { uri: `audio/${sequence}.ts`, startMs: n * 2000 - 21.3, durationMs: 2005.3 },
      ...(n > 0 ? { hd: { uri: `hd/${sequence}.ts`, startMs: n * 2000, durationMs: 2000 } } : {}),
    },
  })),
  facts: {
    hd: facts({ width: 1280, height: 720, fps: 30 }, 9_000_000),
    audio: facts(null, 70_000),
  },
};

test('the dates are the broadcast’s clock, each from its own segment', () => {
  const list = parseMedia(mediaText(state, 'audio', 6) ?? '');
  expect(list).toMatchObject({
    mediaSequence: 5,
    discontinuitySequence: 2,
    targetDuration: 2,
    holdBack: 6,
  });
  expect(list.segments.map((one) => one.dateMs - state.startedAtMs)).toEqual([-21, 1979, 3979]);
});

test('a rendition that came later has the same numbers at the same moments', () => {
  const list = parseMedia(mediaText(state, 'hd', 6) ?? '');
  expect(list).toMatchObject({ mediaSequence: 6, discontinuitySequence: 3 });
  expect(list.segments.map((one) => one.uri)).toEqual(['hd/6.ts', 'hd/7.ts']);
  expect(mediaText(state, 'sd', 6)).toBeNull();
});

test('the master tells what was measured, and waits until every rendition is there', () => {
  expect(masterText(state, defaultRenditions, [])).toBeNull();
  // A stage that starts again only to end: what stands there stays.
  expect(masterText(state, [], [])).toBeNull();
  const [first, second] = parseMaster(masterText(state, hd, []) ?? '').variants;
  expect(first).toMatchObject({
    uri: 'hd.m3u8',
    bandwidth: 9_000_000,
    averageBandwidth: 2_000_000,
    video: { width: 1280, height: 720, fps: 30 },
  });
  expect(second?.video).toBeUndefined();
});

test('captions are listed when there are any', () => {
  const subtitles = [{ name: 'English', language: 'en', uri: 'subs-en.m3u8', isDefault: true }];
  expect(parseMaster(masterText(state, hd, subtitles) ?? '').subtitles).toEqual(['subs-en.m3u8']);
});

test('the distance to the end grows with the target', () => {
  const grown = { ...state, targetDuration: 4 };
  expect(parseMedia(mediaText(grown, 'hd', 6) ?? '').holdBack).toBe(12);
});
