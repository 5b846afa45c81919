import type { TalkView } from '@lectern/protocol/http';
import { expect, it } from 'vitest';
import { calendar } from './calendar.js';

const talk: TalkView = {
  id: 'abcdefghijklmnop',
  guid: '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f',
  code: 'ABC123',
  room: 'abcdefghijklmnoq',
  title: 'Lesen; hören, staunen',
  abstract:
    'Eine lange Zeile mit ü und 漢字, die sicher länger ist als fünfundsiebzig Bytes.\nUnd eine zweite.',
  speakers: ['Ada', 'Böll'],
  startMs: Date.UTC(2026, 10, 24, 9, 30),
  endMs: Date.UTC(2026, 10, 24, 10),
  language: 'de',
  state: 'planned',
};
const file = calendar([talk], () => ({
  url: 'https://talks.example/e/conf/hall',
  room: 'Hall',
  nowMs: 0,
}));

it('says when, in UTC, under the talk’s own identity', () => {
  expect(file).toContain('DTSTART:20261124T093000Z\r\nDTEND:20261124T100000Z\r\n');
  expect(file).toContain(`UID:${talk.guid}\r\n`);
});

it('escapes what separates, and keeps lines short without cutting characters', () => {
  expect(file).toContain('SUMMARY:Lesen\\; hören\\, staunen\r\n');
  for (const line of file.split('\r\n'))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(file.replaceAll('\r\n ', '')).toContain(
    '漢字\\, die sicher länger ist als fünfundsiebzig Bytes.\\nUnd eine zweite.',
  );
});

it('calls a cancelled talk cancelled', () => {
  expect(
    calendar([{ ...talk, state: 'cancelled' }], () => ({ url: '', room: '', nowMs: 0 })),
  ).toContain('STATUS:CANCELLED');
});
