import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../bootstrap/step.ts';
import { render } from './render.ts';
import { readScript } from './script.ts';
import { writeSoundtrack } from './soundtrack.ts';
import { layOut } from './timeline.ts';
import { speak } from './voice.ts';

/** The demo talk as a file to be played in a loop: made once from its script, then taken from `.cache/demo`. */
export async function ensureTalk(root: string, ffmpeg: string): Promise<string> {
  const cache = join(root, '.cache', 'demo');
  const talk = join(cache, `talk-${fingerprint()}.mp4`);
  if (existsSync(talk)) return talk;
  return step('Making the demo talk, once', () => makeTalk(ffmpeg, talk));
}

async function makeTalk(ffmpeg: string, talk: string): Promise<string> {
  const dir = `${talk}.${process.pid}`;
  mkdirSync(dir, { recursive: true });
  try {
    const script = readScript(join(import.meta.dirname, 'talk.json'));
    const sentences = script.slides.flatMap((slide) => slide.say);
    const utterances = [];
    for (const [index, sentence] of sentences.entries())
      utterances.push(await speak(script.voice, sentence, dir, `say-${index}`));
    const lengths = utterances.map(({ ms }) => ms);
    const timeline = layOut(script.slides.map((slide) => lengths.splice(0, slide.say.length)));
    writeSoundtrack(join(dir, 'voice.wav'), timeline, utterances);
    renameSync(await render(ffmpeg, script, timeline, dir), talk);
    return talk;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Changes with the script and with the code that draws it. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(import.meta.dirname).sort())
    if (!file.endsWith('.test.ts')) hash.update(readFileSync(join(import.meta.dirname, file)));
  return hash.digest('hex').slice(0, 12);
}
