/** Picture size in pixels, from an H.264 sequence parameter set. */
export interface PictureSize {
  width: number;
  height: number;
}

const HIGH_PROFILES = [100, 110, 122, 244, 44, 83, 86, 118, 128];

/** Reads the picture size out of an AVC configuration (the body of the FLV tag); null when it makes no sense. */
export function pictureSize(avcConfig: Buffer): PictureSize | null {
  // 5 bytes of FLV, then the record: version, profile, compatibility, level, length size, count, SPS length.
  if (avcConfig.length < 14) return null;
  const length = avcConfig.readUInt16BE(11);
  const sps = avcConfig.subarray(13, 13 + length);
  if (length < 4 || sps.length < length || ((sps[0] ?? 0) & 0x1f) !== 7) return null;
  try {
    return readSps(new Bits(unescape(sps.subarray(1))));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readSps(bits: Bits): PictureSize | null {
  const profile = bits.take(8);
  bits.take(16);
  bits.golomb();
  let chroma = 1;
  if (HIGH_PROFILES.includes(profile)) {
    chroma = bits.golomb();
    if (chroma === 3) bits.take(1);
    bits.golomb();
    bits.golomb();
    bits.take(1);
    if (bits.take(1) === 1)
      for (let list = 0; list < (chroma === 3 ? 12 : 8); list += 1) skipScaling(bits, list);
  }
  bits.golomb();
  const order = bits.golomb();
  if (order === 0) bits.golomb();
  else if (order === 1) skipOrder(bits);
  bits.golomb();
  bits.take(1);
  const columns = bits.golomb() + 1;
  const rows = bits.golomb() + 1;
  const frames = bits.take(1);
  if (frames === 0) bits.take(1);
  bits.take(1);
  return cropped(bits, columns * 16, rows * 16 * (2 - frames), chroma, frames);
}

function cropped(
  bits: Bits,
  width: number,
  height: number,
  chroma: number,
  frames: number,
): PictureSize | null {
  if (bits.take(1) === 0) return { width, height };
  const [left, right, top, bottom] = [bits.golomb(), bits.golomb(), bits.golomb(), bits.golomb()];
  const across = chroma === 1 || chroma === 2 ? 2 : 1;
  const down = (chroma === 1 ? 2 : 1) * (2 - frames);
  const size = { width: width - (left + right) * across, height: height - (top + bottom) * down };
  return size.width > 0 && size.height > 0 ? size : null;
}

function skipScaling(bits: Bits, list: number): void {
  if (bits.take(1) === 0) return;
  let [last, next] = [8, 8];
  for (let at = 0; at < (list < 6 ? 16 : 64); at += 1) {
    if (next !== 0) next = (last + bits.signedGolomb() + 256) % 256;
    last = next === 0 ? last : next;
  }
}

function skipOrder(bits: Bits): void {
  bits.take(1);
  bits.golomb();
  bits.golomb();
  const count = Math.min(bits.golomb(), 255);
  for (let at = 0; at < count; at += 1) bits.golomb();
}

/** Takes out the 3 of each 0 0 3, which keeps start codes from appearing by chance. */
function unescape(bytes: Buffer): Buffer {
  const kept = [...bytes].filter(
    (byte, at) => !(byte === 3 && at > 1 && bytes[at - 1] === 0 && bytes[at - 2] === 0),
  );
  return Buffer.from(kept);
}

class Bits {
  #at = 0;
  constructor(readonly bytes: Buffer) {}

  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1) {
      const byte = this.bytes.readUInt8(this.#at >> 3);
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  golomb(): number {
    let zeros = 0;
    while (this.take(1) === 0) {
      zeros += 1;
      if (zeros > 31) throw new RangeError('no such number');
    }
    return 2 ** zeros - 1 + this.take(zeros);
  }

  signedGolomb(): number {
    const value = this.golomb();
    return value % 2 === 1 ? (value + 1) / 2 : -value / 2;
  }
}
