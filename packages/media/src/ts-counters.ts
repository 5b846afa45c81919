import { hasPayload, packetOffsets, pidOf } from './ts-packet.js';

/** The last continuity counter of each PID; carried from a segment to the next. */
export type Counters = Map<number, number>;

/** continueCounters renumbers a segment's packets so that each PID counts on from the one before, in place. */
export function continueCounters(ts: Uint8Array, counters: Counters): void {
  for (const at of packetOffsets(ts)) {
    const pid = pidOf(ts, at);
    const last = counters.get(pid) ?? 15;
    // A packet without payload repeats the counter of the one before it.
    const next = hasPayload(ts, at) ? (last + 1) & 15 : last;
    ts[at + 3] = ((ts[at + 3] ?? 0) & 0xf0) | next;
    counters.set(pid, next);
  }
}
