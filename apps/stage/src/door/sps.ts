import { parseSps } from '@lectern/media/avc';

/** Picture size in pixels, from an H.264 sequence parameter set. */
export interface PictureSize {
  width: number;
  height: number;
}

/** Reads the picture size out of an AVC configuration (the body of the FLV tag); null when it makes no sense. */
export function pictureSize(avcConfig: Buffer): PictureSize | null {
  // 5 bytes of FLV, then the record: version, profile, compatibility, level, length size, count, SPS length.
  if (avcConfig.length < 14) return null;
  const length = avcConfig.readUInt16BE(11);
  const sps = avcConfig.subarray(13, 13 + length);
  const found = sps.length < length ? null : parseSps(sps);
  if (found === null || found.width <= 0 || found.height <= 0) return null;
  return { width: found.width, height: found.height };
}
