/** What the ADTS headers of a run of AAC frames say. */
export interface AacParameters {
  /** RFC 6381, e.g. `mp4a.40.2`. */
  codec: string;
  sampleRate: number;
  channels: number;
  frames: number;
}

const RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
];

/** Samples of one AAC frame. */
export const AAC_FRAME = 1024;

/** parseAdts reads the first header and counts the whole frames; null when the bytes are not ADTS. */
export function parseAdts(bytes: Uint8Array): AacParameters | null {
  let frames = 0;
  let at = 0;
  let first: Omit<AacParameters, 'frames'> | null = null;
  while (at + 7 <= bytes.length) {
    if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xf6) !== 0xf0) break;
    const b2 = bytes[at + 2] ?? 0;
    const b3 = bytes[at + 3] ?? 0;
    const length = ((b3 & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5);
    if (length < 7 || at + length > bytes.length) break;
    first ??= {
      codec: `mp4a.40.${(b2 >> 6) + 1}`,
      sampleRate: RATES[(b2 >> 2) & 15] ?? 0,
      channels: ((b2 & 1) << 2) | (b3 >> 6),
    };
    frames += 1;
    at += length;
  }
  return first === null || first.sampleRate === 0 ? null : { ...first, frames };
}
