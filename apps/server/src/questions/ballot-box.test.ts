import { expect, test } from 'vitest';
import { BallotBox } from './ballot-box.js';

test('a tally is the number of voters', () => {
  const box = new BallotBox();
  box.open(3);
  expect(box.tallies()).toEqual({ 3: 0 });
  expect(box.count(3, 'ann', true)).toBe(1);
  expect(box.count(3, 'ann', true)).toBe(1);
  expect(box.count(3, 'bob', true)).toBe(2);
  expect(box.count(3, 'ann', false)).toBe(1);
  expect([box.votesOf('ann'), box.votesOf('bob')]).toEqual([[], [3]]);
  box.close(3);
  expect(box.tallies()).toEqual({});
});

test('writes wait for one another, also after one that failed', async () => {
  const box = new BallotBox();
  const order: number[] = [];
  const write = (number: number, ms: number, fails = false) =>
    box.inTurn(async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      order.push(number);
      if (fails) throw new Error('no');
    });
  const failed = write(1, 20, true);
  await Promise.allSettled([failed, write(2, 10), write(3, 0)]);
  await expect(failed).rejects.toThrow('no');
  expect(order).toEqual([1, 2, 3]);
});
