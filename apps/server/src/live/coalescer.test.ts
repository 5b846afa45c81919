import { expect, test } from 'vitest';
import { Coalescer } from './coalescer.js';

test('a quiet room waits for nothing', () => {
  const coalescer = new Coalescer(50);
  // 20 messages a second to 1,000 sockets.
  const delays = Array.from({ length: 100 }, (_, index) => {
    const delay = coalescer.delay(1, 1_000, index * 50);
    if (delay === 0) coalescer.flushed(index * 50, index * 50);
    return delay;
  });
  expect(delays).toEqual(delays.map(() => 0));
});

/** Sends `perSecond` messages to 1,000 sockets for two seconds; each flush takes `costMs`. Returns the sizes of the frames. */
function load(perSecond: number, costMs: number): number[] {
  const coalescer = new Coalescer(50);
  const frames: number[] = [];
  let waiting = 0;
  let longest = 0;
  let due = Infinity;
  for (let now = 0; now < 2_000; now += 1) {
    if (now % (1_000 / perSecond) === 0) {
      waiting += 1;
      due = now + coalescer.delay(1, 1_000, now);
      longest = Math.max(longest, due - now);
    }
    if (now < due || waiting === 0) continue;
    coalescer.flushed(now, now + costMs);
    frames.push(waiting);
    waiting = 0;
    due = Infinity;
  }
  expect(longest).toBeLessThanOrEqual(50);
  return frames;
}

test('a busy room shares frames, and never waits longer than the limit', () => {
  // 40 a second: what comes within 50 ms.
  expect(Math.max(...load(40, 8))).toBe(2);
});

test('what is enough for one frame does not wait for more', () => {
  const frames = load(200, 8);
  expect(frames.length).toBeGreaterThan(95);
  expect(Math.max(...frames)).toBe(4);
});

test('sending takes no more than half of the time', () => {
  expect(load(1_000, 8).length).toBeLessThan(2_000 / (2 * 8) + 20);
});

test('a room that was busy long ago is not busy now', () => {
  const coalescer = new Coalescer(50);
  for (let now = 0; now < 1_000; now += 5) coalescer.delay(1, 1_000, now);
  coalescer.flushed(1_000, 1_000);
  expect(coalescer.delay(1, 1_000, 10_000)).toBe(0);
});

test('with 0 nothing ever waits', () => {
  const coalescer = new Coalescer(0);
  for (let now = 0; now < 100; now += 1) expect(coalescer.delay(10, 10_000, now)).toBe(0);
});
