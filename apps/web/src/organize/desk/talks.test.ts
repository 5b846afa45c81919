import type { TalkView } from '@lectern/protocol/http';
import { expect, it } from 'vitest';
import { talksOf } from './talks.js';

const HOUR = 3_600_000;
const talk = (
  title: string,
  startHour: number,
  state: TalkView['state'],
  room = 'here',
): TalkView => ({
  id: title,
  guid: '',
  code: '',
  room,
  title,
  abstract: null,
  speakers: [],
  startMs: startHour * HOUR,
  endMs: (startHour + 1) * HOUR,
  language: 'en',
  state,
});
const at = (hour: number, ...talks: TalkView[]) => {
  const { now, next, overdue } = talksOf(talks, 'here', hour * HOUR);
  return [now?.title, next?.title, overdue?.title];
};

it('knows what is on and what comes', () => {
  expect(at(1.5, talk('c', 2, 'planned'), talk('b', 1, 'live'), talk('a', 0, 'ended'))).toEqual([
    'b',
    'c',
    undefined,
  ]);
});

it('passes over what is cancelled, elsewhere or past', () => {
  expect(
    at(1, talk('x', 1, 'cancelled'), talk('y', 1, 'planned', 'there'), talk('old', -2, 'planned')),
  ).toEqual([undefined, undefined, undefined]);
});

it('sees a talk that nobody has started, unless another is still on', () => {
  expect(at(1.5, talk('b', 1, 'planned'))).toEqual([undefined, 'b', 'b']);
  expect(at(1.01, talk('b', 1, 'planned'))).toEqual([undefined, 'b', undefined]);
  expect(at(1.5, talk('a', 0, 'live'), talk('b', 1, 'planned'))).toEqual(['a', 'b', undefined]);
});
