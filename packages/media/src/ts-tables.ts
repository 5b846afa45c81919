import {
  PACKET,
  PID_PAT,
  SYNC,
  packetOffsets,
  payloadStart,
  pidOf,
  startsUnit,
} from './ts-packet.js';

/** An elementary stream of a segment, as its program map lists it. */
export interface TsStream {
  pid: number;
  /** ISO 13818-1 stream type: 0x1b is H.264, 0x0f is AAC in ADTS. */
  type: number;
}

export interface TsProgram {
  pmtPid: number;
  pcrPid: number;
  streams: TsStream[];
}

export const TYPE_AVC = 0x1b;
export const TYPE_AAC = 0x0f;

/** readProgram finds the one program of a segment; throws when the segment has no tables. */
export function readProgram(ts: Uint8Array): TsProgram {
  let pmtPid = -1;
  for (const at of packetOffsets(ts)) {
    const pid = pidOf(ts, at);
    if (!startsUnit(ts, at)) continue;
    const section = payloadStart(ts, at) + 1 + (ts[payloadStart(ts, at)] ?? 0);
    if (pid === PID_PAT) pmtPid = word(ts, section + 10) & 0x1fff;
    if (pid === pmtPid) return readMap(ts, section, pmtPid);
  }
  throw new Error('a segment has no program tables');
}

function readMap(ts: Uint8Array, section: number, pmtPid: number): TsProgram {
  const end = section + 3 + (word(ts, section + 1) & 0xfff) - 4;
  let at = section + 12 + (word(ts, section + 10) & 0xfff);
  const streams: TsStream[] = [];
  while (at + 5 <= end) {
    streams.push({ type: ts[at] ?? 0, pid: word(ts, at + 1) & 0x1fff });
    at += 5 + (word(ts, at + 3) & 0xfff);
  }
  return { pmtPid, pcrPid: word(ts, section + 8) & 0x1fff, streams };
}

/** programMap makes the packet of a program map table with the given streams. */
export function programMap(program: TsProgram): Uint8Array {
  const body = [0, 1, 0xc1, 0, 0, ...pidBytes(program.pcrPid), 0xf0, 0];
  for (const { type, pid } of program.streams) body.push(type, ...pidBytes(pid), 0xf0, 0);
  const length = body.length + 4;
  const section = [2, 0xb0 | (length >> 8), length & 0xff, ...body];
  const crc = crc32(section);
  const packet = new Uint8Array(PACKET).fill(0xff);
  packet.set([SYNC, 0x40 | (program.pmtPid >> 8), program.pmtPid & 0xff, 0x10, 0]);
  packet.set([...section, crc >>> 24, (crc >>> 16) & 0xff, (crc >>> 8) & 0xff, crc & 0xff], 5);
  return packet;
}

function pidBytes(pid: number): [number, number] {
  return [0xe0 | (pid >> 8), pid & 0xff];
}

function word(ts: Uint8Array, at: number): number {
  return ((ts[at] ?? 0) << 8) | (ts[at + 1] ?? 0);
}

/** CRC-32/MPEG-2, which closes every table. */
function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1)
      crc = crc < 0 || crc >= 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
