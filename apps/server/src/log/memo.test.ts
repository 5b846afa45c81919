import { expect, test } from 'vitest';
import { Memo } from './memo.js';

test('loads once per key, also for those who ask meanwhile, and again after a failure', async () => {
  const loads: string[] = [];
  const memo = new Memo(async (key) => {
    loads.push(key);
    if (loads.length === 1) throw new Error('no');
    return key.toUpperCase();
  });
  await expect(memo.get('a')).rejects.toThrow('no');
  expect(await Promise.all([memo.get('a'), memo.get('a'), memo.get('b')])).toEqual(['A', 'A', 'B']);
  memo.forget('b');
  await memo.get('b');
  expect(loads).toEqual(['a', 'a', 'b', 'b']);
});
