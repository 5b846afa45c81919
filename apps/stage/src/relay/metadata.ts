import { FLV_SCRIPT, flvTag } from './flv-tag.js';

/** What is known of a source; 0 or '' where it is not. */
export interface SourceFacts {
  encoder: string;
  width: number;
  height: number;
  fps: number;
}

/**
 * The `onMetaData` tag that our consumers get. It is written anew from the few facts they need:
 * the encoder's own bytes go no further than the door. Its time is always 0: ffmpeg takes a later one for subtitles.
 */
export function metadataTag(facts: SourceFacts): Buffer {
  const all: Array<[string, number]> = [
    ['width', facts.width],
    ['height', facts.height],
    ['framerate', facts.fps],
    ['videocodecid', 7],
    ['audiocodecid', 10],
  ];
  const numbers = all.filter(([, value]) => value > 0);
  const body = Buffer.concat([
    text(0x02, 'onMetaData'),
    Buffer.from([0x08, 0, 0, 0, numbers.length]),
    ...numbers.flatMap(([name, value]) => [key(name), number(value)]),
    Buffer.from([0, 0, 0x09]),
  ]);
  return flvTag(FLV_SCRIPT, 0, body);
}

function key(name: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(name));
  return Buffer.concat([length, Buffer.from(name)]);
}

function text(type: number, value: string): Buffer {
  return Buffer.concat([Buffer.from([type]), key(value)]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}
