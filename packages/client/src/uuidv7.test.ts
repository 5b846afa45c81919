import { cid } from '@lectern/protocol/ids';
import { expect, test } from 'vitest';
import { uuidv7 } from './uuidv7.js';

test('it is a command id, ordered by time', () => {
  const ids = [1, 1_700_000_000_000, 2 ** 47].map((ms) => uuidv7(ms));
  expect(ids.map((it) => cid.safeParse(it).success)).toEqual([true, true, true]);
  expect(ids).toEqual(ids.toSorted());
  expect(uuidv7(1_700_000_000_123, (bytes) => bytes.fill(0xff))).toBe(
    '018bcfe5-687b-7fff-bfff-ffffffffffff',
  );
});
