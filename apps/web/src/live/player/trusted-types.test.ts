import { expect, it } from 'vitest';
import { isOwnScript } from './trusted-types.js';

const origin = 'https://talks.example';

it.each([
  ['blob:https://talks.example/0b1c', true],
  ['/assets/worker.js', true],
  ['https://talks.example/assets/worker.js', true],
  ['blob:https://evil.example/0b1c', false],
  ['https://talks.example.evil.example/x.js', false],
  ['//evil.example/x.js', false],
  ['data:text/javascript,alert(1)', false],
  ['javascript:alert(1)', false],
])('%s is ours: %s', (url, ours) => {
  expect(isOwnScript(url, origin)).toBe(ours);
});
