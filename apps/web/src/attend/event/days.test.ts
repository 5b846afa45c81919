import type { TalkView } from '@lectern/protocol/http';
import { expect, it } from 'vitest';
import { daysOf, firstDay } from './days.js';

const talk = (id: string, startMs: number): TalkView => ({
  id,
  guid: '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f',
  code: 'ABC123',
  room: 'hall',
  title: id,
  abstract: null,
  speakers: [],
  startMs,
  endMs: startMs + 1,
  language: 'en',
  state: 'planned',
});
const late = Date.UTC(2026, 10, 24, 23, 30);
const talks = [talk('morning', Date.UTC(2026, 10, 25, 9)), talk('late', late)];

it('goes by the reader’s own calendar', () => {
  expect(daysOf(talks, 'UTC').map((day) => [day.key, day.talks.length])).toEqual([
    ['2026-11-24', 1],
    ['2026-11-25', 1],
  ]);
  expect(daysOf(talks, 'Europe/Berlin').map((day) => day.talks.map((it) => it.id))).toEqual([
    ['late', 'morning'],
  ]);
});

it('shows today, else what comes, else the last day', () => {
  const days = daysOf(talks, 'UTC');
  expect(firstDay(days, '2026-11-25')).toBe('2026-11-25');
  expect(firstDay(days, '2026-11-01')).toBe('2026-11-24');
  expect(firstDay(days, '2027-01-01')).toBe('2026-11-25');
  expect(firstDay([], '2026-11-25')).toBeNull();
});
