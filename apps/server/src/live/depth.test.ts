import { expect, test } from 'vitest';
import { isDeeperThan } from './depth.js';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('counts objects and lists', () => {
  expect(isDeeperThan(nested(16), 16)).toBe(false);
  expect(isDeeperThan(nested(17), 16)).toBe(true);
  expect(isDeeperThan('{"a":[{"b":[]}]}', 4)).toBe(false);
  expect(isDeeperThan('{"a":[{"b":[]}]}', 3)).toBe(true);
});

test('brackets in text are text', () => {
  expect(isDeeperThan(JSON.stringify({ a: `"\\${'['.repeat(100)}` }), 2)).toBe(false);
  expect(isDeeperThan(`{"a":"\\\\","b":${nested(3)}}`, 3)).toBe(true);
});

test('siblings are not depth', () => {
  expect(isDeeperThan(`[${'[],'.repeat(1_000)}[]]`, 2)).toBe(false);
});
