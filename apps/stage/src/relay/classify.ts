import type { MediaTag } from './flv-consumer.js';
import { FLV_AUDIO, FLV_VIDEO } from './flv-tag.js';

/** What a message of an encoder is: a tag of ours, nothing of interest, or something we cannot serve. */
export type Classified =
  | { kind: MediaTag['kind'] }
  | { ignore: true }
  | { unsupported: 'video' | 'audio'; codec: string };

const AAC = 10;
const AVC = 7;
const KEY_FRAME = 1;
const COMMAND_FRAME = 5;

const AUDIO_NAMES: Record<number, string> = {
  0: 'PCM',
  2: 'MP3',
  3: 'PCM',
  7: 'G.711',
  8: 'G.711',
  11: 'Speex',
  14: 'MP3',
};
const VIDEO_NAMES: Record<number, string> = {
  2: 'H.263',
  3: 'Screen video',
  4: 'VP6',
  5: 'VP6',
  12: 'H.265',
};
const FOURCC_NAMES: Record<string, string> = {
  hvc1: 'H.265',
  av01: 'AV1',
  vp09: 'VP9',
  vp08: 'VP8',
};

/** Classifies the body of an RTMP audio or video message. Every byte may be hostile. */
export function classify(type: number, body: Buffer): Classified {
  if (body.length < 2) return { ignore: true };
  if (type === FLV_AUDIO) return classifyAudio(body);
  if (type === FLV_VIDEO) return classifyVideo(body);
  return { ignore: true };
}

function classifyAudio(body: Buffer): Classified {
  const format = (body[0] ?? 0) >> 4;
  if (format === AAC) return { kind: body[1] === 0 ? 'audio-config' : 'audio' };
  // 9 is the enhanced header, with a name of four characters.
  const codec = format === 9 ? fourcc(body) : (AUDIO_NAMES[format] ?? `audio format ${format}`);
  return { unsupported: 'audio', codec };
}

function classifyVideo(body: Buffer): Classified {
  const first = body[0] ?? 0;
  if ((first & 0x80) !== 0) return { unsupported: 'video', codec: fourcc(body) };
  const frame = first >> 4;
  const codec = first & 0x0f;
  if (frame === COMMAND_FRAME) return { ignore: true };
  if (codec !== AVC)
    return { unsupported: 'video', codec: VIDEO_NAMES[codec] ?? `video codec ${codec}` };
  // The AVC header: packet type and three bytes of composition time.
  if (body.length < 6) return { ignore: true };
  if (body[1] === 0) return { kind: 'video-config' };
  if (body[1] !== 1) return { ignore: true };
  return { kind: frame === KEY_FRAME ? 'key-frame' : 'frame' };
}

function fourcc(body: Buffer): string {
  const name = body.toString('latin1', 1, 5);
  if (!/^[ -~]{4}$/.test(name)) return 'an unknown codec';
  return FOURCC_NAMES[name] ?? name;
}
