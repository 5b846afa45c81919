import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, luminance } from './contrast.js';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

function token(name: string): [light: string, dark: string] {
  const both = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const one = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css);
  const light = both?.[1] ?? one?.[1];
  const dark = both?.[2] ?? one?.[1];
  if (light === undefined || dark === undefined) throw new Error(`no token ${name}`);
  return [light, dark];
}

const TEXT = 4.5;
const CONTROL = 3;
const pairs: [string, string, number][] = [
  ...['text-1', 'text-2'].flatMap((text) =>
    ['surface-0', 'surface-1', 'surface-2', 'surface-3'].map((ground): [string, string, number] => [
      text,
      ground,
      TEXT,
    ]),
  ),
  ...['accent', 'good', 'warn', 'bad'].flatMap((text) =>
    ['surface-0', 'surface-1', 'surface-2', 'surface-3'].map((ground): [string, string, number] => [
      text,
      ground,
      TEXT,
    ]),
  ),
  ['on-accent', 'accent', TEXT],
  ['on-live', 'live', TEXT],
  ['accent', 'accent-soft', TEXT],
  ['text-1', 'accent-soft', TEXT],
  ['text-2', 'accent-soft', TEXT],
  ['warn', 'warn-soft', TEXT],
  ['bad', 'bad-soft', TEXT],
  ['text-1', 'warn-soft', TEXT],
  ['text-1', 'bad-soft', TEXT],
  ['surface-1', 'text-1', TEXT],
  ['line', 'surface-0', CONTROL],
  ['line', 'surface-1', CONTROL],
  ['line', 'surface-2', CONTROL],
  ['focus', 'surface-0', CONTROL],
  ['focus', 'surface-2', CONTROL],
];

describe('tokens', () => {
  it.each(pairs)('%s on %s has a contrast of %d or more in both themes', (front, ground, least) => {
    const [frontLight, frontDark] = token(front);
    const [groundLight, groundDark] = token(ground);
    expect(contrast(luminance(frontLight), luminance(groundLight))).toBeGreaterThanOrEqual(least);
    expect(contrast(luminance(frontDark), luminance(groundDark))).toBeGreaterThanOrEqual(least);
  });
});
