import { FLV_AUDIO, FLV_VIDEO } from './flv-tag.js';

/** H.264 and AAC in the plain header: FLV's numbers of frame, codec, rate and channels. */
const AVC = 7;
const AAC_HEADER = 0xaf;
const END_OF_SEQUENCE = 2;

/**
 * plainBody writes an H.264 or AAC message with an enhanced RTMP header (codec by four characters) with the plain
 * one, which all that follows reads. Any other message comes back as it is. Every byte may be hostile.
 */
export function plainBody(type: number, body: Buffer): Buffer {
  const first = body[0] ?? 0;
  const codec = body.toString('latin1', 1, 5);
  const payload = body.subarray(5);
  if (type === FLV_VIDEO && (first & 0x80) !== 0 && codec === 'avc1')
    return plainVideo((first >> 4) & 7, first & 0x0f, payload);
  if (type === FLV_AUDIO && first >> 4 === 9 && codec === 'mp4a')
    return plainAudio(first & 0x0f, payload);
  return body;
}

function plainVideo(frame: number, packet: number, payload: Buffer): Buffer {
  const head = (frame << 4) | AVC;
  if (packet === 0) return Buffer.concat([Buffer.from([head, 0, 0, 0, 0]), payload]);
  // The first form brings its composition time along; in the other it is 0 and left out.
  if (packet === 1) return Buffer.concat([Buffer.from([head, 1]), payload]);
  if (packet === 3) return Buffer.concat([Buffer.from([head, 1, 0, 0, 0]), payload]);
  // Ends and metadata, of which nothing is made.
  return Buffer.from([head, END_OF_SEQUENCE, 0, 0, 0, 0]);
}

function plainAudio(packet: number, payload: Buffer): Buffer {
  const isMedia = packet === 0 || packet === 1;
  return isMedia
    ? Buffer.concat([Buffer.from([AAC_HEADER, packet]), payload])
    : Buffer.from([AAC_HEADER]);
}
