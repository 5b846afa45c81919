import { expect, test } from 'vitest';
import { type Signs, judge } from './verdict.js';

const well: Signs = {
  kind: 'owncast',
  isRunning: true,
  hasGiven: true,
  sinceSegmentMs: 1000,
  sinceStartMs: 60_000,
  behindMs: 2000,
  backlogBytes: 0,
  isTooSlow: false,
};

test('a packager that works is left alone', () => {
  expect(judge(well)).toBeNull();
});

test('ten seconds without a segment: dead', () => {
  expect(judge({ ...well, sinceSegmentMs: 10_500, behindMs: 12_000 })).toBe('restart');
});

test('a packager that was just started has ten seconds of its own', () => {
  expect(
    judge({ ...well, sinceSegmentMs: 12_000, sinceStartMs: 2000, behindMs: 14_000 }),
  ).toBeNull();
});

test('an Owncast that is still starting has fifteen', () => {
  const starting = {
    ...well,
    hasGiven: false,
    sinceSegmentMs: 12_000,
    sinceStartMs: 12_000,
    behindMs: 12_000,
  };
  expect(judge(starting)).toBeNull();
  expect(judge({ ...starting, kind: 'ladder' })).toBe('restart');
});

test('fifteen seconds without pictures: Owncast is replaced, between two starts as well', () => {
  const gone = { ...well, sinceSegmentMs: 15_500, sinceStartMs: 500, behindMs: 17_000 };
  expect(judge(gone)).toBe('replace');
  expect(judge({ ...gone, isRunning: false })).toBe('replace');
  expect(judge({ ...gone, kind: 'ladder' })).toBeNull();
});

test('nothing comes in, so nothing can come out', () => {
  expect(judge({ ...well, sinceSegmentMs: 60_000, behindMs: 1000 })).toBeNull();
});

test('too slow, or with too much waiting: less to do', () => {
  expect(judge({ ...well, isTooSlow: true })).toBe('lighten');
  expect(judge({ ...well, backlogBytes: 2 ** 27 })).toBe('lighten');
});

test('one that gives nothing at all is stuck, not slow', () => {
  expect(judge({ ...well, sinceSegmentMs: 8000, behindMs: 9500, isTooSlow: true })).toBeNull();
});
