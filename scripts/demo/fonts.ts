import { createRequire } from 'node:module';

/** The file of the Inter font (OFL) in a weight; FreeType reads WOFF, so every ffmpeg with text can use it. */
export function fontFile(weight: 400 | 500 | 700): string {
  return createRequire(import.meta.url).resolve(
    `@fontsource/inter/files/inter-latin-${weight}-normal.woff`,
  );
}
