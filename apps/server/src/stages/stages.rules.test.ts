import { expect, test } from 'vitest';
import { isNews, type Told } from './stages.rules.js';

const told: Told = { state: 'live', broadcast: 'b', sinceMs: 1, startedAtMs: 1 };

test('a change is news, the moment alone is not, and nor is a stage that never was on air', () => {
  expect(isNews(null, { ...told, state: 'offline', broadcast: null })).toBe(false);
  expect(isNews(null, told)).toBe(true);
  expect(isNews(told, { ...told, sinceMs: 2 })).toBe(false);
  expect(isNews(told, { ...told, state: 'away' })).toBe(true);
  expect(isNews(told, { ...told, broadcast: 'c' })).toBe(true);
  expect(isNews(told, { ...told, startedAtMs: 2 })).toBe(true);
});
