import { wrapPts } from './clock.js';
import {
  packetOffsets,
  pcrAt,
  pesAt,
  readPcr,
  readStamp,
  writePcr,
  writeStamp,
} from './ts-packet.js';

/**
 * shiftTs adds `ticks` (90 kHz, may be negative) to every PTS, DTS and PCR of a segment, in place.
 * So a packager that starts again at another timestamp joins the broadcast's one timeline.
 */
export function shiftTs(ts: Uint8Array, ticks: number): void {
  if (ticks === 0) return;
  for (const at of packetOffsets(ts)) {
    const pcr = pcrAt(ts, at);
    if (pcr >= 0) writePcr(ts, pcr, wrapPts(readPcr(ts, pcr) + ticks));
    const pes = pesAt(ts, at);
    for (const stamp of pes === null ? [] : [pes.pts, pes.dts]) {
      if (stamp >= 0) writeStamp(ts, stamp, wrapPts(readStamp(ts, stamp) + ticks));
    }
  }
}
