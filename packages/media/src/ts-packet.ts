/** Size of a transport stream packet, bytes. */
export const PACKET = 188;
export const SYNC = 0x47;
export const PID_PAT = 0;
export const PID_NULL = 0x1fff;

/** packetOffsets yields the offset of each packet; throws where the stream is not whole or has lost sync. */
export function* packetOffsets(ts: Uint8Array): Generator<number> {
  if (ts.length === 0 || ts.length % PACKET !== 0)
    throw new Error(`a segment of ${ts.length} bytes is not a whole number of packets`);
  for (let at = 0; at < ts.length; at += PACKET) {
    if (ts[at] !== SYNC) throw new Error(`a segment has lost sync at byte ${at}`);
    yield at;
  }
}

export function pidOf(ts: Uint8Array, at: number): number {
  return (((ts[at + 1] ?? 0) & 0x1f) << 8) | (ts[at + 2] ?? 0);
}

/** True where a PES packet or a table begins. */
export function startsUnit(ts: Uint8Array, at: number): boolean {
  return ((ts[at + 1] ?? 0) & 0x40) !== 0;
}

export function hasPayload(ts: Uint8Array, at: number): boolean {
  return ((ts[at + 3] ?? 0) & 0x10) !== 0;
}

/** Where a packet's payload begins; equals the packet's end when it has none. */
export function payloadStart(ts: Uint8Array, at: number): number {
  if (!hasPayload(ts, at)) return at + PACKET;
  const adaptation = ((ts[at + 3] ?? 0) & 0x20) !== 0 ? 1 + (ts[at + 4] ?? 0) : 0;
  return Math.min(at + 4 + adaptation, at + PACKET);
}

/** Where a packet's 6-byte PCR is, or -1. */
export function pcrAt(ts: Uint8Array, at: number): number {
  const hasAdaptation = ((ts[at + 3] ?? 0) & 0x20) !== 0;
  if (!hasAdaptation || (ts[at + 4] ?? 0) < 7) return -1;
  return ((ts[at + 5] ?? 0) & 0x10) !== 0 ? at + 6 : -1;
}

/** Where PTS and DTS of the PES packet that begins in this packet are, and where its payload begins; -1 for absent. */
export function pesAt(
  ts: Uint8Array,
  at: number,
): { pts: number; dts: number; data: number } | null {
  const pes = payloadStart(ts, at);
  if (!startsUnit(ts, at) || pes + 9 > at + PACKET) return null;
  if (ts[pes] !== 0 || ts[pes + 1] !== 0 || ts[pes + 2] !== 1) return null;
  const flags = (ts[pes + 7] ?? 0) >> 6;
  const data = Math.min(pes + 9 + (ts[pes + 8] ?? 0), at + PACKET);
  return { pts: flags >= 2 ? pes + 9 : -1, dts: flags === 3 ? pes + 14 : -1, data };
}

/** readStamp reads a 33-bit PTS or DTS from its five bytes. */
export function readStamp(ts: Uint8Array, at: number): number {
  const b = (n: number): number => ts[at + n] ?? 0;
  return (
    ((b(0) >> 1) & 7) * 2 ** 30 + (b(1) << 22) + ((b(2) >> 1) << 15) + (b(3) << 7) + (b(4) >> 1)
  );
}

/** writeStamp writes a 33-bit PTS or DTS, leaving the marker bits as they are. */
export function writeStamp(ts: Uint8Array, at: number, ticks: number): void {
  const high = Math.floor(ticks / 2 ** 30) & 7;
  const low = ticks % 2 ** 30;
  ts[at] = ((ts[at] ?? 0) & 0xf1) | (high << 1);
  ts[at + 1] = (low >> 22) & 0xff;
  ts[at + 2] = (((low >> 15) & 0x7f) << 1) | 1;
  ts[at + 3] = (low >> 7) & 0xff;
  ts[at + 4] = ((low & 0x7f) << 1) | 1;
}

/** readPcr reads the 33-bit base of a PCR, in ticks of 90 kHz. */
export function readPcr(ts: Uint8Array, at: number): number {
  const b = (n: number): number => ts[at + n] ?? 0;
  return b(0) * 2 ** 25 + (b(1) << 17) + (b(2) << 9) + (b(3) << 1) + (b(4) >> 7);
}

/** writePcr writes the base of a PCR, leaving its 27 MHz extension as it is. */
export function writePcr(ts: Uint8Array, at: number, ticks: number): void {
  ts[at] = Math.floor(ticks / 2 ** 25) & 0xff;
  const low = ticks % 2 ** 25;
  ts[at + 1] = (low >> 17) & 0xff;
  ts[at + 2] = (low >> 9) & 0xff;
  ts[at + 3] = (low >> 1) & 0xff;
  ts[at + 4] = ((low & 1) << 7) | ((ts[at + 4] ?? 0) & 0x7f);
}
