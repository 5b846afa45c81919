import type { TalkView } from '@lectern/protocol/http';
import { describe, expect, it } from 'vitest';
import { nowAndNext, withLog } from './now-next.js';

const talk = (
  id: string,
  startMs: number,
  endMs: number,
  state: TalkView['state'] = 'planned',
  room = 'hall',
): TalkView => ({
  id,
  guid: '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f',
  code: 'ABC123',
  room,
  title: id,
  abstract: null,
  speakers: [],
  startMs,
  endMs,
  language: 'en',
  state,
});
const ids = (talks: TalkView[], at: number) => {
  const { now, next } = nowAndNext(talks, 'hall', at);
  return [now?.id ?? null, next?.id ?? null];
};

describe('now and next', () => {
  const day = [
    talk('b', 200, 300),
    talk('a', 100, 200),
    talk('elsewhere', 100, 300, 'live', 'attic'),
    talk('c', 400, 500),
  ];

  it('goes by the clock until an organizer says otherwise', () => {
    expect(ids(day, 50)).toEqual([null, 'a']);
    expect(ids(day, 100)).toEqual(['a', 'b']);
    expect(ids(day, 200)).toEqual(['b', 'c']);
    expect(ids(day, 350)).toEqual([null, 'c']);
    expect(ids(day, 500)).toEqual([null, null]);
  });

  it('takes the live talk, early or over time', () => {
    expect(ids([talk('a', 100, 200, 'live'), talk('b', 200, 300)], 250)).toEqual(['a', null]);
    expect(ids([talk('a', 100, 200, 'live'), talk('b', 200, 300)], 50)).toEqual(['a', 'b']);
  });

  it('does not show an ended talk, and a cancelled one only when nothing else is on', () => {
    expect(ids([talk('a', 100, 200, 'ended'), talk('b', 200, 300)], 150)).toEqual([null, 'b']);
    expect(ids([talk('a', 100, 200, 'cancelled')], 150)).toEqual(['a', null]);
    expect(ids([talk('a', 100, 200), talk('x', 120, 200, 'cancelled')], 150)).toEqual(['a', null]);
  });
});

it('reads the programme as the log changed it', () => {
  const [changed] = withLog(
    [talk('a', 1, 2)],
    new Map([['a', { talk: 'a', title: 'New', state: 'live' as const }]]),
  );
  expect([changed?.title, changed?.state]).toEqual(['New', 'live']);
});
