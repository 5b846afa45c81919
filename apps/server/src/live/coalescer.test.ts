import { expect, test } from 'vitest';
import { Coalescer } from './coalescer.js';

test('a quiet room waits for nothing', () => {
  const coalescer = new Coalescer(50);
  // 20 messages a second to 1,000 sockets.
  const delays = Array.from({ length: 100 }, (_, index) => {
    const delay = coalescer.delay(1, 1_000, index * 50);
    if (delay === 0) coalescer.flushed(index * 50);
    return delay;
  });
  expect(delays).toEqual(delays.map(() => 0));
});

test('a busy room shares frames, and never waits longer than the limit', () => {
  const coalescer = new Coalescer(50);
  let flushes = 0;
  let due = 0;
  // 200 messages a second to 1,000 sockets, for two seconds.
  for (let now = 0; now < 2_000; now += 5) {
    const delay = coalescer.delay(1, 1_000, now);
    expect(delay).toBeLessThanOrEqual(50);
    if (due === 0) due = now + delay;
    if (now < due) continue;
    coalescer.flushed(now);
    flushes += 1;
    due = 0;
  }
  expect(flushes).toBeLessThan(100);
  expect(flushes).toBeGreaterThan(30);
});

test('a room that was busy long ago is not busy now', () => {
  const coalescer = new Coalescer(50);
  for (let now = 0; now < 1_000; now += 5) coalescer.delay(1, 1_000, now);
  coalescer.flushed(1_000);
  expect(coalescer.delay(1, 1_000, 10_000)).toBe(0);
});

test('with 0 nothing ever waits', () => {
  const coalescer = new Coalescer(0);
  for (let now = 0; now < 100; now += 1) expect(coalescer.delay(10, 10_000, now)).toBe(0);
});
