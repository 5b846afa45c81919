import { readFileSync } from 'node:fs';
import { z } from 'zod';

const slide = z.object({
  heading: z.string(),
  lines: z.array(z.string()).max(3),
  /** What the voice says, a sentence each. */
  say: z.array(z.string()).min(1),
});

const talkScript = z.object({
  title: z.string(),
  voice: z.string(),
  slides: z.array(slide).min(1),
});

/** The demo talk as it is written: what is shown, and the words that are spoken. */
export type TalkScript = z.infer<typeof talkScript>;

export function readScript(file: string): TalkScript {
  return talkScript.parse(JSON.parse(readFileSync(file, 'utf8')));
}
