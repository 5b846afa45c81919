import { expect, test } from 'vitest';
import { mayBecome } from './talks.rules.js';

test('a talk goes from planned to live to ended, and back where somebody erred', () => {
  expect(mayBecome('planned', 'live')).toBe(true);
  expect(mayBecome('live', 'ended')).toBe(true);
  expect(mayBecome('ended', 'live')).toBe(true);
  expect(mayBecome('cancelled', 'planned')).toBe(true);
  expect(mayBecome('planned', 'ended')).toBe(false);
  expect(mayBecome('live', 'planned')).toBe(false);
  expect(mayBecome('cancelled', 'live')).toBe(false);
});
