import { type Rendition, defaultRenditions } from '@lectern/protocol/media';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewer, hasPicture, planLadder } from './ladder.js';

const sizes = (renditions: Rendition[]): string[] =>
  renditions.map((one) => `${one.name} ${one.width}x${one.height}@${one.fps}`);

const plan = (width: number, height: number, fps: number, cores = 8): string[] =>
  sizes(planLadder(defaultRenditions, { width, height, fps }, cores).renditions);

test('the default table for a 1080p source', () => {
  expect(plan(1920, 1080, 30)).toEqual([
    'fhd 1920x1080@30',
    'hd 1280x720@30',
    'sd 854x480@30',
    'audio 0x0@0',
  ]);
});

test('an unknown source gets the table as it is', () => {
  expect(plan(0, 0, 0)).toEqual(plan(1920, 1080, 30));
});

test('nothing is larger than the source, and one rendition stays', () => {
  expect(plan(1280, 720, 25)).toEqual(['hd 1280x720@25', 'sd 854x480@25', 'audio 0x0@0']);
  expect(plan(640, 360, 30)).toEqual(['sd 640x360@30', 'audio 0x0@0']);
  expect(plan(2, 2, 1)).toEqual(['sd 2x2@1', 'audio 0x0@0']);
});

test('a size between two is kept at its own size', () => {
  expect(plan(1152, 648, 30)).toEqual(['hd 1152x648@30', 'sd 854x480@30', 'audio 0x0@0']);
});

test('other shapes keep their shape', () => {
  expect(plan(1024, 768, 30)).toEqual(['hd 960x720@30', 'sd 640x480@30', 'audio 0x0@0']);
  expect(plan(1080, 1920, 60)).toEqual([
    'fhd 608x1080@30',
    'hd 406x720@30',
    'sd 270x480@30',
    'audio 0x0@0',
  ]);
});

test('60 and 50 pictures a second become 30 and 25', () => {
  expect(plan(1280, 720, 50)[0]).toBe('hd 1280x720@25');
  expect(plan(1280, 720, 59.94)[0]).toBe('hd 1280x720@30');
});

test('a small machine leaves the best out, and says so', () => {
  const { renditions, leftOut } = planLadder(
    defaultRenditions,
    { width: 1920, height: 1080, fps: 30 },
    1,
  );
  expect(sizes(renditions)).toEqual(['hd 1280x720@30', 'sd 854x480@30', 'audio 0x0@0']);
  expect(sizes(leftOut)).toEqual(['fhd 1920x1080@30']);
});

test('two cores hold the whole default table', () => {
  expect(planLadder(defaultRenditions, { width: 1920, height: 1080, fps: 30 }, 2).leftOut).toEqual(
    [],
  );
});

test('one fewer, until one is left', () => {
  const first = fewer(defaultRenditions);
  expect(first?.leftOut.name).toBe('fhd');
  expect(fewer(fewer(first?.renditions ?? [])?.renditions ?? [])).toBeNull();
});

test('whatever comes in: even, within the source, within the table, audio last, at least one picture', () => {
  const source = fc.record({
    width: fc.integer({ min: 2, max: 8000 }),
    height: fc.integer({ min: 2, max: 8000 }),
    fps: fc.double({ min: 1, max: 240, noNaN: true }),
  });
  fc.assert(
    fc.property(source, fc.integer({ min: 1, max: 64 }), (from, cores) => {
      const { renditions } = planLadder(defaultRenditions, from, cores);
      const video = renditions.filter(hasPicture);
      expect(video.length).toBeGreaterThanOrEqual(1);
      expect(renditions.at(-1)?.height).toBe(0);
      for (const one of video) {
        expect([one.width % 2, one.height % 2]).toEqual([0, 0]);
        expect(one.width).toBeLessThanOrEqual(from.width + 1);
        expect(one.height).toBeLessThanOrEqual(from.height + 1);
        expect(one.fps).toBeLessThanOrEqual(30);
      }
    }),
  );
});
