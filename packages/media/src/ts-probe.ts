import { AAC_FRAME, type AacParameters, parseAdts } from './aac.js';
import { type AvcParameters, keyFrame, parseSps } from './avc.js';
import { TICKS_PER_MS, unwrapPts } from './clock.js';
import { packetOffsets, payloadStart, PACKET, pesAt, pidOf, readStamp } from './ts-packet.js';
import { readProgram, TYPE_AAC, TYPE_AVC } from './ts-tables.js';

export interface VideoFacts extends AvcParameters {
  /** Pictures a second, from the timestamps. */
  fps: number;
  /** False when the segment does not begin with an IDR picture and cannot be decoded alone. */
  independent: boolean;
}

/** What a segment really holds, read from its bytes. */
export interface SegmentFacts {
  /** PTS of its first picture, or of its first sound when it has no picture; 33-bit ticks. */
  startPts: number;
  durationMs: number;
  video: VideoFacts | null;
  audio: AacParameters | null;
  /** Equal for two segments exactly when a decoder can go from one to the other without being set up anew. */
  parameters: string;
}

interface Elementary {
  stamps: number[];
  /** The first access unit, whole. */
  first: Uint8Array[];
  /** All payload, for sound only. */
  all: Uint8Array[];
}

/** probeTs reads a whole segment; throws with a sentence when it is damaged or empty. */
export function probeTs(ts: Uint8Array): SegmentFacts {
  const program = readProgram(ts);
  const videoPid = program.streams.find(({ type }) => type === TYPE_AVC)?.pid;
  const audioPid = program.streams.find(({ type }) => type === TYPE_AAC)?.pid;
  const streams = collect(ts, videoPid, audioPid);
  const videoStream = streams.get(videoPid ?? -1);
  const audioStream = streams.get(audioPid ?? -1);
  const sound = parseAdts(concat(audioStream?.all ?? []));
  const picture = videoStream === undefined ? null : describeVideo(videoStream);
  const lead = videoStream ?? audioStream;
  const startPts = lead?.stamps[0];
  if (lead === undefined || startPts === undefined)
    throw new Error('a segment holds neither picture nor sound');
  const durationMs = picture === null ? soundMs(sound) : spanMs(lead.stamps, picture.facts.fps);
  const format = sound === null ? '' : `${sound.codec}/${sound.sampleRate}/${sound.channels}`;
  return {
    startPts: Math.min(...unwrapAll(lead.stamps)),
    durationMs,
    video: picture?.facts ?? null,
    audio: sound,
    parameters: `${picture?.parameters ?? ''}|${format}`,
  };
}

function collect(
  ts: Uint8Array,
  video: number | undefined,
  audio: number | undefined,
): Map<number, Elementary> {
  const streams = new Map<number, Elementary>();
  for (const at of packetOffsets(ts)) {
    const pid = pidOf(ts, at);
    if (pid !== video && pid !== audio) continue;
    const stream = streams.get(pid) ?? { stamps: [], first: [], all: [] };
    streams.set(pid, stream);
    const pes = pesAt(ts, at);
    if (pes !== null && pes.pts >= 0) stream.stamps.push(readStamp(ts, pes.pts));
    const data = ts.subarray(pes?.data ?? payloadStart(ts, at), at + PACKET);
    if (stream.stamps.length === 1) stream.first.push(data);
    if (pid === audio) stream.all.push(data);
  }
  return streams;
}

function describeVideo(stream: Elementary): { facts: VideoFacts; parameters: string } {
  const { sps, pps, idr } = keyFrame(concat(stream.first));
  const size = sps === null ? null : parseSps(sps);
  if (sps === null || pps === null || size === null)
    throw new Error('a segment does not begin with the parameters of its pictures');
  const stamps = unwrapAll(stream.stamps);
  const span = Math.max(...stamps) - Math.min(...stamps);
  const fps = span === 0 ? 0 : ((stamps.length - 1) * 1000 * TICKS_PER_MS) / span;
  return {
    facts: { ...size, fps: Math.round(fps * 1000) / 1000, independent: idr },
    parameters: `${hex(sps)}.${hex(pps)}`,
  };
}

/** From the first picture to the end of the last one. */
function spanMs(stamps: readonly number[], fps: number): number {
  const all = unwrapAll(stamps);
  const shown = (Math.max(...all) - Math.min(...all)) / TICKS_PER_MS;
  return shown + (fps > 0 ? 1000 / fps : 0);
}

function soundMs(sound: AacParameters | null): number {
  return sound === null ? 0 : (sound.frames * AAC_FRAME * 1000) / sound.sampleRate;
}

function unwrapAll(stamps: readonly number[]): number[] {
  const first = stamps[0] ?? 0;
  return stamps.map((stamp) => unwrapPts(stamp, first));
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
