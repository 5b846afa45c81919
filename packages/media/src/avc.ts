import { Bits, withoutEmulation } from './bits.js';

/** What a sequence parameter set says of the picture. */
export interface AvcParameters {
  /** RFC 6381, e.g. `avc1.640028`. */
  codec: string;
  width: number;
  height: number;
}

const NAL_IDR = 5;
const NAL_SPS = 7;
const NAL_PPS = 8;
const WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/** nalUnits splits an Annex B byte stream at its start codes; the units are views, without start code. */
export function nalUnits(stream: Uint8Array): Uint8Array[] {
  const starts: number[] = [];
  for (let i = 0; i + 3 <= stream.length; i += 1) {
    if (stream[i] === 0 && stream[i + 1] === 0 && stream[i + 2] === 1) {
      starts.push(i + 3);
      i += 2;
    }
  }
  return starts.map((start, n) => {
    let end = n + 1 < starts.length ? (starts[n + 1] ?? 0) - 3 : stream.length;
    while (end > start && stream[end - 1] === 0) end -= 1;
    return stream.subarray(start, end);
  });
}

/** keyFrame tells what a player needs to begin at this access unit: SPS, PPS, and whether it is an IDR picture. */
export function keyFrame(accessUnit: Uint8Array): {
  sps: Uint8Array | null;
  pps: Uint8Array | null;
  idr: boolean;
} {
  const units = nalUnits(accessUnit);
  const first = (type: number): Uint8Array | null =>
    units.find((unit) => ((unit[0] ?? 0) & 31) === type) ?? null;
  return { sps: first(NAL_SPS), pps: first(NAL_PPS), idr: first(NAL_IDR) !== null };
}

/** parseSps reads codec string and size from a sequence parameter set NAL; null when it is not one. */
export function parseSps(nal: Uint8Array): AvcParameters | null {
  if (((nal[0] ?? 0) & 31) !== NAL_SPS || nal.length < 5) return null;
  const bits = new Bits(withoutEmulation(nal.subarray(1)));
  const profile = bits.bits(8);
  const constraints = bits.bits(8);
  const level = bits.bits(8);
  bits.ue();
  const chroma = WITH_CHROMA.has(profile) ? skipChroma(bits) : 1;
  bits.ue();
  skipPictureOrder(bits);
  bits.ue();
  bits.bit();
  const size = readSize(bits, chroma);
  if (bits.overrun) return null;
  const hex = [profile, constraints, level].map((n) => n.toString(16).padStart(2, '0')).join('');
  return { codec: `avc1.${hex}`, ...size };
}

function readSize(bits: Bits, chroma: number): { width: number; height: number } {
  const columns = bits.ue() + 1;
  const rows = bits.ue() + 1;
  const frameOnly = bits.bit();
  if (frameOnly === 0) bits.bit();
  bits.bit();
  const crop = bits.bit() === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * (2 - frameOnly);
  return {
    width: columns * 16 - (left + right) * unitX,
    height: rows * 16 * (2 - frameOnly) - (top + bottom) * unitY,
  };
}

function skipChroma(bits: Bits): number {
  const chroma = bits.ue();
  if (chroma === 3) bits.bit();
  bits.ue();
  bits.ue();
  bits.bit();
  if (bits.bit() === 1) {
    for (let list = 0; list < (chroma === 3 ? 12 : 8); list += 1) {
      if (bits.bit() === 1) skipScalingList(bits, list < 6 ? 16 : 64);
    }
  }
  return chroma;
}

function skipScalingList(bits: Bits, length: number): void {
  let last = 8;
  let next = 8;
  for (let i = 0; i < length; i += 1) {
    if (next !== 0) next = (last + bits.se() + 256) % 256;
    if (next !== 0) last = next;
  }
}

function skipPictureOrder(bits: Bits): void {
  const type = bits.ue();
  if (type === 0) bits.ue();
  if (type !== 1) return;
  bits.bit();
  bits.se();
  bits.se();
  const cycle = Math.min(bits.ue(), 255);
  for (let i = 0; i < cycle; i += 1) bits.se();
}
