import { expect, test } from 'vitest';
import type { MediaTag } from '../relay/flv-consumer.js';
import { Replay } from './replay.js';

const HEADER = Buffer.from('FLV\x01\x05\0\0\0\x09\0\0\0\0', 'latin1');

function tag(kind: MediaTag['kind'], timestampMs: number, mark = 0): MediaTag {
  const type = kind === 'metadata' ? 18 : kind.startsWith('audio') ? 8 : 9;
  const bytes = Buffer.alloc(16);
  bytes[0] = type;
  bytes[3] = 1;
  bytes[11] = mark;
  return { kind, timestampMs, bytes };
}

/** Key frames each 2 s from 0 s, a frame between. */
function filled(untilMs: number, replay = new Replay()): Replay {
  replay.begin(
    Buffer.concat([HEADER, tag('video-config', 0, 1).bytes, tag('audio-config', 0, 2).bytes]),
  );
  for (let ms = 0; ms <= untilMs; ms += 1000)
    replay.push(tag(ms % 2000 === 0 ? 'key-frame' : 'frame', ms));
  return replay;
}

test('begins at the key frame at or before the moment, with everything since', () => {
  const beginning = filled(9000).from(5500, false);
  expect(beginning?.firstMs).toBe(4000);
  expect(beginning?.tags.map((one) => one.timestampMs)).toEqual([
    4000, 5000, 6000, 7000, 8000, 9000,
  ]);
});

test('begins at the next key frame for who cannot begin between two', () => {
  expect(filled(9000).from(5500, true)?.firstMs).toBe(6000);
  expect(filled(9000).from(6000, true)?.firstMs).toBe(6000);
  expect(filled(9000).from(8500, true)).toBeNull();
});

test('before everything it begins with the oldest', () => {
  expect(filled(9000).from(-5, false)?.firstMs).toBe(0);
  expect(new Replay().from(0, false)).toBeNull();
});

test('what is listed is forgotten, but for the key frame from which it can go on', () => {
  const replay = filled(9000);
  replay.forget(7000);
  expect(replay.from(0, false)?.firstMs).toBe(6000);
});

test('the head carries the configurations in force at the key frame', () => {
  const replay = filled(3000);
  replay.push(tag('video-config', 4000, 9));
  replay.push(tag('key-frame', 4000));
  const marks = (ms: number): number[] => {
    const head = replay.from(ms, false)?.head ?? Buffer.alloc(0);
    return [head[13 + 11] ?? 0, head[13 + 16 + 11] ?? 0];
  };
  expect(marks(2000)).toEqual([1, 2]);
  expect(marks(4000)).toEqual([9, 2]);
});

test('it is bounded in time and in bytes', () => {
  expect(filled(60_000, new Replay(10_000)).from(0, false)?.firstMs).toBe(50_000);
  const bytes = filled(60_000, new Replay(100_000, 100)).from(0, false)?.tags.length ?? 0;
  expect(bytes * 16).toBeLessThanOrEqual(100);
});

test('a feed with one key frame fills no memory; the next key frame begins anew', () => {
  const replay = filled(0);
  for (let ms = 40; ms <= 40_000; ms += 40) replay.push(tag('frame', ms));
  expect(replay.from(40_000, false)).toBeNull();
  replay.push(tag('key-frame', 41_000));
  expect(replay.from(40_000, false)?.tags).toHaveLength(1);
});
