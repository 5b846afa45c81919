import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { summary } from './summary.ts';

it('lines the values up', () => {
  const text = summary(
    'Running',
    [['Watch', 'http://a'], 'gap', ['OBS server', 'rtmp://b']],
    ['A note.'],
  );
  expect(stripVTControlCharacters(text)).toBe(`
  Running

  Watch        http://a

  OBS server   rtmp://b

  A note.
`);
});
