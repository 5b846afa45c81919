import { expect, test } from 'vitest';
import { classify } from './classify.js';
import { plainBody } from './enhanced.js';

const named = (first: number, codec: string, ...payload: number[]): Buffer =>
  Buffer.from([first, ...Buffer.from(codec), ...payload]);

test('H.264 by name becomes H.264 by number', () => {
  expect([...plainBody(9, named(0x90, 'avc1', 1, 2))]).toEqual([0x17, 0, 0, 0, 0, 1, 2]);
  // With its composition time, and without.
  expect([...plainBody(9, named(0x91, 'avc1', 0, 0, 80, 9))]).toEqual([0x17, 1, 0, 0, 80, 9]);
  expect([...plainBody(9, named(0xa3, 'avc1', 9))]).toEqual([0x27, 1, 0, 0, 0, 9]);
});

test('AAC by name becomes AAC by number', () => {
  expect([...plainBody(8, named(0x90, 'mp4a', 0x12, 0x10))]).toEqual([0xaf, 0, 0x12, 0x10]);
  expect([...plainBody(8, named(0x91, 'mp4a', 7))]).toEqual([0xaf, 1, 7]);
});

test('ends and metadata are passed over, other codecs stay what they are', () => {
  expect(classify(9, plainBody(9, named(0xa2, 'avc1')))).toEqual({ ignore: true });
  expect(classify(9, plainBody(9, named(0xa4, 'avc1', 1)))).toEqual({ ignore: true });
  expect(classify(8, plainBody(8, named(0x92, 'mp4a')))).toEqual({ ignore: true });
  const hevc = named(0x90, 'hvc1', 0);
  expect(plainBody(9, hevc)).toBe(hevc);
  const plain = Buffer.from([0x17, 1, 0, 0, 0, 1]);
  expect(plainBody(9, plain)).toBe(plain);
  expect(plainBody(9, Buffer.alloc(0))).toHaveLength(0);
});
