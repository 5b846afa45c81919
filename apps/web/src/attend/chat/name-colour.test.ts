import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contrast, luminance, oklchLuminance } from '../../ui/contrast.js';
import { nameHue, nameTone } from './name-colour.js';

it('gives a person the same hue every time, and people different ones', () => {
  expect(nameHue('abcdefghijklmnop')).toBe(nameHue('abcdefghijklmnop'));
  const hues = new Set(Array.from({ length: 200 }, (_, index) => nameHue(`person${index}`)));
  expect(hues.size).toBe(24);
});

it('passes contrast at every hue, on every surface a name stands on', () => {
  const { light, dark } = nameTone;
  for (let hue = 0; hue < 360; hue += 1) {
    for (const ground of ['#ffffff', '#eeece6', '#dfeef1', '#fbf1dc']) {
      expect(
        contrast(oklchLuminance(light.lightness, light.chroma, hue), luminance(ground)),
      ).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of ['#1a1d21', '#23272c', '#17363e', '#352b15']) {
      expect(
        contrast(oklchLuminance(dark.lightness, dark.chroma, hue), luminance(ground)),
      ).toBeGreaterThanOrEqual(4.5);
    }
  }
});

it('is what the style sheet says', () => {
  const css = readFileSync(new URL('name.css', import.meta.url), 'utf8');
  const { light, dark } = nameTone;
  expect(css).toContain(
    `light-dark(oklch(${light.lightness} ${light.chroma} var(--hue)), oklch(${dark.lightness} ${dark.chroma} var(--hue)))`,
  );
});
