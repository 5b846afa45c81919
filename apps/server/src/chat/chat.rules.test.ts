import { expect, test } from 'vitest';
import { postRefusal, type Posting } from './chat.rules.js';

const quiet: Posting = {
  ...{ isHost: false, isOpen: true, mutedUntilMs: 0 },
  ...{ slowModeMs: 0, lastPostMs: 0, nowMs: 100_000 },
};
const code = (change: Partial<Posting>) => postRefusal({ ...quiet, ...change })?.code;

test.each<[string, Partial<Posting>, string | undefined]>([
  ['nothing is in the way', {}, undefined],
  ['the chat is closed', { isOpen: false }, 'closed'],
  ['the chat is closed to a host', { isOpen: false, isHost: true }, undefined],
  ['muted', { mutedUntilMs: 100_001 }, 'muted'],
  ['a mute that is over', { mutedUntilMs: 100_000 }, undefined],
  ['a muted host', { mutedUntilMs: 100_001, isHost: true }, 'muted'],
  ['too early in slow mode', { slowModeMs: 5_000, lastPostMs: 95_001 }, 'slow_mode'],
  ['late enough in slow mode', { slowModeMs: 5_000, lastPostMs: 95_000 }, undefined],
  ['a host in slow mode', { slowModeMs: 5_000, lastPostMs: 99_999, isHost: true }, undefined],
])('%s', (_what, change, expected) => {
  expect(code(change)).toBe(expected);
});

test('says how long to wait', () => {
  const refusal = postRefusal({ ...quiet, slowModeMs: 5_000, lastPostMs: 98_500 });
  expect(refusal?.details.retryAfterMs).toBe(3_500);
  expect(refusal?.message).toContain('in 4 s');
});
