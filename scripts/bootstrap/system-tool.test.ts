import { expect, it } from 'vitest';
import { FFMPEG, ensureTool, howToInstall } from './system-tool.ts';

it.each([
  ['apt', 'ffmpeg is not installed. Install it with: sudo apt-get install ffmpeg'],
  ['dnf', 'ffmpeg is not installed. Install it with: sudo dnf install ffmpeg-free'],
  ['brew', 'ffmpeg is not installed. Install it with: brew install ffmpeg'],
  ['nix', 'ffmpeg is not installed. Install it with: nix profile install nixpkgs#ffmpeg'],
] as const)('says the one command of %s', (manager, sentence) => {
  expect(howToInstall(FFMPEG, manager)).toBe(sentence);
});

it('takes what is there', async () => {
  const tool = { commands: ['no-such-tool', 'sh'], packages: FFMPEG.packages };
  expect(await ensureTool(tool)).toEqual({ path: expect.stringMatching(/\/sh$/) });
});
