import { expect, test } from 'vitest';
import { id } from '@lectern/protocol/ids';
import { newId, newSecret } from './ids.js';

test('identities have the form of the protocol and do not repeat', () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect(ids.every((one) => id.safeParse(one).success)).toBe(true);
  expect(new Set(ids).size).toBe(1_000);
});

test('secrets are 160 bits of base32', () => {
  expect(newSecret()).toMatch(/^[a-z2-7]{32}$/);
});
