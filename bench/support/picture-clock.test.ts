import { expect, test } from 'vitest';
import { readClock, SAMPLED } from './picture-clock.ts';

/** Draws the clock as `clockFilter` does, with some grey in it. */
function draw(bits: string): Uint8Array {
  const luma = new Uint8Array(SAMPLED.width * SAMPLED.height);
  for (let y = 0; y < SAMPLED.height; y++) {
    for (let x = 0; x < SAMPLED.width; x++) {
      const cell = Math.floor(y / 5) * 8 + Math.floor(x / 5);
      luma[y * SAMPLED.width + x] = bits[cell] === '1' ? 220 : 25;
    }
  }
  return luma;
}

test('a clock is read', () => {
  const ms = 5_025;
  const low = (63 - (ms % 64)).toString(2).padStart(6, '0');
  expect(readClock(draw(`10${ms.toString(2).padStart(24, '0')}${low}`))).toBe(ms);
});

test('a picture without a clock, or with a torn one, is not', () => {
  expect(readClock(draw('0'.repeat(32)))).toBeNull();
  expect(readClock(draw('1'.repeat(32)))).toBeNull();
  expect(readClock(draw(`10${'0'.repeat(24)}101010`))).toBeNull();
});
