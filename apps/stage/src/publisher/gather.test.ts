import { defaultRenditions } from '@lectern/protocol/media';
import { expect, test } from 'vitest';
import type { Admitted } from './admit.js';
import { Gather, filled } from './gather.js';

const names = defaultRenditions.map((one) => one.name);

function segment(rendition: string): Admitted {
  const video =
    rendition === 'audio' ? null : { codec: '', width: 2, height: 2, fps: 25, independent: true };
  const facts = { startPts: 0, durationMs: 2000, video, audio: null, parameters: '' };
  return { rendition, bytes: new Uint8Array(0), startMs: 0, facts };
}

function gathered(index: number, ...renditions: string[]): Gather {
  const gather = new Gather(defaultRenditions);
  for (const rendition of renditions) gather.add(index, segment(rendition));
  return gather;
}

test('a moment is taken when every rendition is there', () => {
  const gather = gathered(0, 'fhd', 'hd', 'sd');
  expect(gather.take(false)).toBeNull();
  gather.add(0, segment('audio'));
  expect(gather.take(false)?.size).toBe(4);
  expect(gather.isEmpty).toBe(true);
});

test('in order only, and nothing twice', () => {
  const gather = gathered(1, ...names);
  expect(gather.take(false)).toBeNull();
  for (const name of names) gather.add(0, segment(name));
  expect(gather.take(false)?.size).toBe(4);
  expect(gather.take(false)?.size).toBe(4);
  expect(gather.add(1, segment('hd'))).toBe(false);
});

test('what does not come in time is done without', () => {
  expect(gathered(3, 'hd', 'audio').take(true)?.size).toBe(2);
});

test('sound alone is no moment of a broadcast with pictures', () => {
  const gather = gathered(0, 'audio');
  expect(gather.take(true)).toBeNull();
  expect(gather.isEmpty).toBe(true);
});

test('a rendition that is missing goes on with the next below it, else above it', () => {
  const moment = new Map([
    ['hd', segment('hd')],
    ['sd', segment('sd')],
  ]);
  expect([...filled(names, moment)].map(([name, one]) => `${name}=${one.rendition}`)).toEqual([
    'fhd=hd',
    'hd=hd',
    'sd=sd',
    'audio=sd',
  ]);
});
