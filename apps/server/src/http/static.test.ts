import { expect, test } from 'vitest';
import { liveHeaders } from './static.js';

test.each([
  ['a/index.m3u8', 'application/vnd.apple.mpegurl', 'no-cache'],
  ['a/seg.ts', 'video/mp2t', 'public, max-age=31536000, immutable'],
  ['a/seg.vtt', 'text/vtt; charset=utf-8', 'public, max-age=31536000, immutable'],
  ['a/thumb.jpg', null, 'no-cache'],
])('%s', (path, type, cache) => {
  expect(liveHeaders(path)).toEqual([type, cache]);
});
