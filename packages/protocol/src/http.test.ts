import { expect, test } from 'vitest';
import { eventPatch, roomPatch, talkPatch } from './http.js';

test('a patch holds what was sent and nothing else', () => {
  expect(talkPatch.parse({ state: 'live' })).toEqual({ state: 'live' });
  expect(eventPatch.parse({ title: 'Night' })).toEqual({ title: 'Night' });
  expect(roomPatch.parse({ latency: 1 })).toEqual({ latency: 1 });
});
