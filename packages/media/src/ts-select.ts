import { wrapPts } from './clock.js';
import {
  PACKET,
  PID_PAT,
  SYNC,
  packetOffsets,
  pesAt,
  pidOf,
  readStamp,
  startsUnit,
  writePcr,
} from './ts-packet.js';
import { programMap, readProgram, TYPE_AVC } from './ts-tables.js';

/** How far the clock reference runs before the sound it belongs to, in ticks: 100 ms. */
const PCR_LEAD = 9_000;

/**
 * selectStreams makes a segment that holds only the given PIDs of another one, with a program map that says so.
 * Without video the clock reference is made anew, on the first stream. The same cut, the same timestamps.
 */
export function selectStreams(ts: Uint8Array, pids: readonly number[]): Uint8Array {
  const program = readProgram(ts);
  const streams = program.streams.filter(({ pid }) => pids.includes(pid));
  const ownClock = !pids.includes(program.pcrPid);
  const pcrPid = ownClock ? (streams[0]?.pid ?? program.pcrPid) : program.pcrPid;
  const map = programMap({ pmtPid: program.pmtPid, pcrPid, streams });
  const out: Uint8Array[] = [];
  for (const at of packetOffsets(ts)) {
    const pid = pidOf(ts, at);
    if (pid === program.pmtPid && startsUnit(ts, at)) out.push(map);
    if (ownClock && pid === pcrPid) out.push(...clockBefore(ts, at, pid));
    if (pid === PID_PAT || pids.includes(pid)) out.push(ts.subarray(at, at + PACKET));
  }
  return joined(out);
}

/** audioPids lists the PIDs of a segment that are not video, in the order of its program map. */
export function audioPids(ts: Uint8Array): number[] {
  return readProgram(ts)
    .streams.filter(({ type }) => type !== TYPE_AVC)
    .map(({ pid }) => pid);
}

/** videoPids lists the video PIDs of a segment. */
export function videoPids(ts: Uint8Array): number[] {
  return readProgram(ts)
    .streams.filter(({ type }) => type === TYPE_AVC)
    .map(({ pid }) => pid);
}

function clockBefore(ts: Uint8Array, at: number, pid: number): Uint8Array[] {
  const pes = pesAt(ts, at);
  if (pes === null || pes.pts < 0) return [];
  const packet = new Uint8Array(PACKET).fill(0xff);
  packet.set([SYNC, pid >> 8, pid & 0xff, 0x20, PACKET - 5, 0x10, 0, 0, 0, 0, 0x7e, 0]);
  writePcr(packet, 6, wrapPts(readStamp(ts, pes.pts) - PCR_LEAD));
  return [packet];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.length * PACKET);
  parts.forEach((part, n) => out.set(part, n * PACKET));
  return out;
}
