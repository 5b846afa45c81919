import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PTS_WRAP, wrapPts } from './clock.js';
import { continueCounters } from './ts-counters.js';
import {
  PACKET,
  packetOffsets,
  pcrAt,
  pesAt,
  pidOf,
  readPcr,
  readStamp,
  writePcr,
  writeStamp,
} from './ts-packet.js';
import { probeTs } from './ts-probe.js';
import { selectStreams } from './ts-select.js';
import { shiftTs } from './ts-shift.js';
import { programMap, readProgram } from './ts-tables.js';

const VIDEO = 0x100;
const SOUND = 0x101;
const PMT = 0x1000;
const program = {
  pmtPid: PMT,
  pcrPid: VIDEO,
  streams: [
    { pid: VIDEO, type: 0x1b },
    { pid: SOUND, type: 0x0f },
  ],
};
/** SPS of a 1280x720 High@3.1 x264 stream, its PPS, and the beginning of an IDR slice. */
const SPS = [
  0x67, 0x64, 0x00, 0x1f, 0xac, 0xd9, 0x40, 0x50, 0x05, 0xbb, 0x01, 0x10, 0x00, 0x00, 0x03, 0x00,
  0x10, 0x00, 0x00, 0x03, 0x03, 0xc0, 0xf1, 0x83, 0x19, 0x60,
];
const PICTURE = [
  0,
  0,
  0,
  1,
  ...SPS,
  0,
  0,
  0,
  1,
  0x68,
  0xeb,
  0xe3,
  0xcb,
  0x22,
  0xc0,
  0,
  0,
  1,
  0x65,
  0x88,
];
/** One empty AAC-LC frame of 48 kHz stereo, in ADTS. */
const SILENCE = [0xff, 0xf1, 0x4c, 0x80, 0x01, 0x3f, 0xfc, 0x21, 0x10];

/** A packet that begins a PES packet, filled up by its adaptation field; with a PCR when asked. */
function pes(pid: number, pts: number, payload: readonly number[], pcr: number | null): Uint8Array {
  const packet = new Uint8Array(PACKET).fill(0xff);
  const room = PACKET - 4 - 14 - payload.length;
  packet.set([0x47, 0x40 | (pid >> 8), pid & 255, 0x30, room - 1, pcr === null ? 0 : 0x10]);
  if (pcr !== null) {
    packet.set([0, 0, 0, 0, 0x7e, 0], 6);
    writePcr(packet, 6, pcr);
  }
  const at = 4 + room;
  packet.set([0, 0, 1, pid === VIDEO ? 0xe0 : 0xc0, 0, 0, 0x80, 0x80, 5, 0x21, 0, 1, 0, 1], at);
  writeStamp(packet, at + 9, pts);
  packet.set(payload, at + 14);
  return packet;
}

function pat(): Uint8Array {
  const packet = new Uint8Array(PACKET).fill(0xff);
  packet.set([
    0x47,
    0x40,
    0,
    0x10,
    0,
    0,
    0xb0,
    0x0d,
    0,
    1,
    0xc1,
    0,
    0,
    0,
    1,
    0xe0 | (PMT >> 8),
    PMT & 255,
  ]);
  return packet;
}

/** A segment of `frames` pictures at 25 fps from `pts`, with as many frames of sound. */
function segment(pts: number, frames: number): Uint8Array {
  const packets = [pat(), programMap(program)];
  for (let n = 0; n < frames; n += 1) {
    packets.push(
      pes(
        VIDEO,
        wrapPts(pts + n * 3600),
        n === 0 ? PICTURE : [0, 0, 1, 0x41],
        wrapPts(pts + n * 3600),
      ),
    );
    packets.push(pes(SOUND, wrapPts(pts + n * 1920), SILENCE, null));
  }
  const ts = new Uint8Array(packets.length * PACKET);
  packets.forEach((packet, n) => ts.set(packet, n * PACKET));
  return ts;
}

const stamps = (ts: Uint8Array): number[] =>
  [...packetOffsets(ts)].flatMap((at) => {
    const found = pesAt(ts, at);
    return found === null ? [] : [readStamp(ts, found.pts)];
  });
const clocks = (ts: Uint8Array): number[] =>
  [...packetOffsets(ts)].flatMap((at) => (pcrAt(ts, at) < 0 ? [] : [readPcr(ts, pcrAt(ts, at))]));

const anyPts = fc.integer({ min: 0, max: PTS_WRAP - 1 });

test('timestamps and clock references are read as they were written', () => {
  fc.assert(
    fc.property(anyPts, (ticks) => {
      const bytes = Uint8Array.from([0x21, 0, 1, 0, 1, 0]);
      writeStamp(bytes, 0, ticks);
      expect(readStamp(bytes, 0)).toBe(ticks);
      writePcr(bytes, 0, ticks);
      expect(readPcr(bytes, 0)).toBe(ticks);
    }),
  );
});

test('a segment tells what it holds', () => {
  expect(probeTs(segment(126_000, 50))).toMatchObject({
    startPts: 126_000,
    durationMs: 2000,
    video: { codec: 'avc1.64001f', width: 1280, height: 720, fps: 25, independent: true },
    audio: { codec: 'mp4a.40.2', sampleRate: 48_000, channels: 2, frames: 50 },
  });
});

test('a shift moves every timestamp, over the wrap too, and back again leaves no trace', () => {
  fc.assert(
    fc.property(anyPts, fc.integer({ min: -(2 ** 33), max: 2 ** 33 }), (pts, ticks) => {
      const original = segment(pts, 3);
      const moved = original.slice();
      shiftTs(moved, ticks);
      expect(stamps(moved)).toEqual(stamps(original).map((stamp) => wrapPts(stamp + ticks)));
      expect(clocks(moved)).toEqual(clocks(original).map((clock) => wrapPts(clock + ticks)));
      shiftTs(moved, -ticks);
      expect(moved).toEqual(original);
    }),
  );
});

test('a segment over the wrap keeps its length', () => {
  expect(probeTs(segment(PTS_WRAP - 7200, 50))).toMatchObject({
    startPts: PTS_WRAP - 7200,
    durationMs: 2000,
  });
});

test('the sound alone has a map, a clock and all its frames, at the same times', () => {
  const sound = selectStreams(segment(900_000, 50), [SOUND]);
  expect(readProgram(sound)).toEqual({
    pmtPid: PMT,
    pcrPid: SOUND,
    streams: [{ pid: SOUND, type: 0x0f }],
  });
  expect(probeTs(sound)).toMatchObject({ startPts: 900_000, video: null, audio: { frames: 50 } });
  expect(clocks(sound)[0]).toBe(900_000 - 9000);
});

test('counters run on from one segment to the next', () => {
  const counters = new Map<number, number>();
  const seen: number[] = [];
  for (const ts of [segment(0, 20), segment(72_000, 20)]) {
    continueCounters(ts, counters);
    for (const at of packetOffsets(ts))
      if (pidOf(ts, at) === VIDEO) seen.push((ts[at + 3] ?? 0) & 15);
  }
  expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => n % 16));
});

test('what is not whole is refused', () => {
  const whole = segment(0, 5);
  expect(() => probeTs(whole.subarray(0, whole.length - 1))).toThrow('whole number');
  expect(() => probeTs(new Uint8Array(0))).toThrow('whole number');
  expect(() => probeTs(whole.slice().fill(0, 0, 1))).toThrow('lost sync');
  expect(() => probeTs(pat())).toThrow('no program tables');
  expect(() => probeTs(segment(0, 0))).toThrow('neither picture nor sound');
});

test('garbage in a segment is read or refused, and never hangs', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: PACKET, maxLength: PACKET }), (noise) => {
      const ts = segment(0, 1);
      ts.set(noise, PACKET * 2);
      ts[PACKET * 2] = 0x47;
      const read = (): boolean => {
        try {
          return probeTs(ts).durationMs >= 0;
        } catch (error) {
          return error instanceof Error;
        }
      };
      expect(read()).toBe(true);
    }),
  );
});
