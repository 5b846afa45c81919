import { describe, expect, it } from 'vitest';
import {
  countdown,
  dayKey,
  durationWords,
  nearTime,
  readerAheadMs,
  zoneCity,
  zoneOffsetMinutes,
} from './time.js';

describe('durationWords', () => {
  it.each([
    [12_400, '12 sec'],
    [-5, '0 sec'],
    [4 * 60_000 + 59_000, '4 min'],
    [3_600_000, '1 hr'],
    [3_900_000, '1 hr 5 min'],
    [3 * 86_400_000, '3 days'],
  ])('%d ms is %s', (ms, words) => {
    expect(durationWords('en', ms)).toBe(words);
  });

  it('speaks the reader’s language', () => {
    expect(durationWords('de', 3 * 86_400_000)).toBe('3 Tage');
  });
});

it('counts down to zero and stays there', () => {
  expect(countdown(245_000)).toBe('4:05');
  expect(countdown(4_350_000)).toBe('1:12:30');
  expect(countdown(1)).toBe('0:01');
  expect(countdown(-9)).toBe('0:00');
});

describe('zones', () => {
  const winter = Date.UTC(2026, 10, 24, 12);
  const summer = Date.UTC(2026, 6, 1, 12);

  it('knows the offset of the day, not of the year', () => {
    expect(zoneOffsetMinutes('Europe/Amsterdam', winter)).toBe(60);
    expect(zoneOffsetMinutes('Europe/Amsterdam', summer)).toBe(120);
    expect(zoneOffsetMinutes('America/St_Johns', winter)).toBe(-210);
    expect(zoneOffsetMinutes('UTC', winter)).toBe(0);
  });

  it('says how far the reader is from the event', () => {
    expect(readerAheadMs('Europe/Amsterdam', 'America/New_York', winter)).toBe(-6 * 3_600_000);
    expect(readerAheadMs('Europe/Amsterdam', 'Asia/Kolkata', winter)).toBe(4.5 * 3_600_000);
  });

  it('names the place and the day', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(dayKey('Pacific/Auckland', winter)).toBe('2026-11-25');
  });
});

it('names the day only when it is another one', () => {
  const noon = Date.UTC(2026, 10, 24, 12);
  expect(nearTime('en-GB', 'UTC', noon, noon - 3_600_000)).toBe('12:00');
  expect(nearTime('en-GB', 'UTC', noon, noon - 86_400_000)).toBe('Tue 12:00');
});
