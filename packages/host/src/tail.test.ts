import { expect, it } from 'vitest';
import { Tail } from './tail.js';

it('keeps the end and hands on whole lines, however the text is cut', () => {
  const lines: string[] = [];
  const tail = new Tail(12, (line) => lines.push(line));
  const bytes = Buffer.from('eins\nzwölf\r\n\nframe=1\rframe=2\rrest');
  for (const byte of bytes) tail.push(Buffer.from([byte]));
  expect(lines).toEqual(['eins', 'zwölf', 'frame=1', 'frame=2']);
  expect(tail.toString()).toBe('frame=2\rrest');
});
