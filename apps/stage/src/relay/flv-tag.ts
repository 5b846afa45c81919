import type { MediaTag } from './flv-consumer.js';

export const FLV_AUDIO = 8;
export const FLV_VIDEO = 9;
export const FLV_SCRIPT = 18;

const HEADER_BYTES = 11;
const TRAILER_BYTES = 4;

/** A tag as its source made it: `timestampMs` is on the source's own 32-bit clock. */
export type SourceTag = MediaTag;

/** The FLV file header, with the size field that follows it. */
export function flvHeader(has = { audio: true, video: true }): Buffer {
  const flags = (has.audio ? 4 : 0) | (has.video ? 1 : 0);
  return Buffer.from([0x46, 0x4c, 0x56, 1, flags, 0, 0, 0, 9, 0, 0, 0, 0]);
}

/** A whole FLV tag with its header and trailing size; `timestampMs` is cut to 32 bits. */
export function flvTag(type: number, timestampMs: number, body: Buffer): Buffer {
  const tag = Buffer.allocUnsafe(HEADER_BYTES + body.length + TRAILER_BYTES);
  tag[0] = type;
  tag.writeUIntBE(body.length, 1, 3);
  writeTimestamp(tag, timestampMs);
  tag.fill(0, 8, HEADER_BYTES);
  body.copy(tag, HEADER_BYTES);
  tag.writeUInt32BE(HEADER_BYTES + body.length, HEADER_BYTES + body.length);
  return tag;
}

/** The same tag at another time. The bytes are copied: a tag may be in several hands. */
export function retimed(bytes: Buffer, timestampMs: number): Buffer {
  const copy = Buffer.from(bytes);
  writeTimestamp(copy, timestampMs);
  return copy;
}

/** Sets a tag's time in place, for bytes that nobody else holds yet. */
export function writeTimestamp(tag: Buffer, timestampMs: number): void {
  const ms = timestampMs >>> 0;
  tag.writeUIntBE(ms & 0xffffff, 4, 3);
  tag[7] = ms >>> 24;
}

/** What a tag carries, without header and trailing size. */
export function tagBody(tag: Buffer): Buffer {
  return tag.subarray(HEADER_BYTES, tag.length - TRAILER_BYTES);
}

/** Splits a whole FLV file of our own making into its tags. */
export function readFlv(file: Buffer): Array<{ type: number; timestampMs: number; body: Buffer }> {
  const tags = [];
  let at = 13;
  while (at + HEADER_BYTES <= file.length) {
    const size = file.readUIntBE(at + 1, 3);
    const timestampMs = file.readUIntBE(at + 4, 3) + (file[at + 7] ?? 0) * 0x1000000;
    const body = file.subarray(at + HEADER_BYTES, at + HEADER_BYTES + size);
    tags.push({ type: file[at] ?? 0, timestampMs, body });
    at += HEADER_BYTES + size + TRAILER_BYTES;
  }
  return tags;
}
