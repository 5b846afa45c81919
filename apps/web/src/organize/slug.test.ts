import { slug } from '@lectern/protocol/ids';
import { expect, it } from 'vitest';
import { slugFrom } from './slug.js';

it('makes a word for a URL', () => {
  expect(slugFrom('Große Halle — Übersicht 2026')).toBe('gro_e_halle_ubersicht_2026');
  expect(slugFrom('A')).toBe('a_room');
  expect(slugFrom('日本')).toBe('');
  expect(slug.safeParse(slugFrom('x '.repeat(200))).success).toBe(true);
});
