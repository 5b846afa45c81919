import { readFileSync, writeFileSync } from 'node:fs';
import type { Timeline } from './timeline.ts';
import type { Utterance } from './voice.ts';

const RATE = 16_000;
const HEADER_BYTES = 44;

/** Puts every sentence at its time into one WAV file (16 kHz mono) as long as the talk. */
export function writeSoundtrack(
  file: string,
  timeline: Timeline,
  utterances: readonly Utterance[],
): void {
  const samples = Buffer.alloc(Math.round((timeline.totalMs * RATE) / 1000) * 2);
  for (const { startMs, sentence } of timeline.slides.flatMap((slide) => slide.says)) {
    const utterance = utterances[sentence];
    if (utterance === undefined) continue;
    readFileSync(utterance.file).copy(
      samples,
      Math.round((startMs * RATE) / 1000) * 2,
      HEADER_BYTES,
    );
  }
  writeFileSync(file, Buffer.concat([wavHeader(samples.length), samples]));
}

function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(bytes + HEADER_BYTES - 8, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}
