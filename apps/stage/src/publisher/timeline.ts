import type { ListedFile, Moment, RoomState } from './state.js';

/** The most by which two segments may miss each other and still be one: what hls.js plays over without a jump. */
export const SEAM_MS = 100;

export interface Broadcast {
  id: string;
  startedAtMs: number;
}

/** A moment that is ready to be listed. */
export interface Ready {
  startMs: number;
  durationMs: number;
  files: Record<string, ListedFile>;
  /** Coding parameters of each rendition's file, as SegmentFacts gives them. */
  parameters: Record<string, string>;
}

/**
 * openTimeline goes on with the same broadcast, or begins another one in the same folder: the numbers run on,
 * and the old segments leave the list. A folder without memory begins at the seconds since 1970, so that a name
 * that some cache knows is never given to another segment.
 */
export function openTimeline(
  known: RoomState | null,
  broadcast: Broadcast,
  targetDuration: number,
): RoomState {
  if (known !== null && known.broadcast === broadcast.id)
    return {
      ...known,
      ended: false,
      targetDuration: Math.max(known.targetDuration, targetDuration),
    };
  const dropped = known?.moments.filter((one) => one.discontinuity).length ?? 0;
  return {
    broadcast: broadcast.id,
    startedAtMs: broadcast.startedAtMs,
    nextSequence: known?.nextSequence ?? Math.floor(broadcast.startedAtMs / 1000),
    discontinuitySequence: (known?.discontinuitySequence ?? 0) + dropped,
    targetDuration,
    endMs: 0,
    ended: false,
    isNew: known !== null,
    moments: [],
    facts: {},
  };
}

/** isWorthListing is false for what is listed already, and for the picture or two that an encoder leaves when it ends. */
export function isWorthListing(state: RoomState, startMs: number, durationMs: number): boolean {
  if (durationMs < SEAM_MS) return false;
  return state.moments.length === 0 || startMs >= state.endMs - SEAM_MS;
}

/** append lists a moment; where continuity or coding parameters break, in all renditions at once. */
export function append(state: RoomState, ready: Ready): RoomState {
  const moment: Moment = {
    sequence: state.nextSequence,
    discontinuity: breaks(state, ready),
    files: ready.files,
  };
  const longest = Math.max(...Object.values(ready.files).map((file) => file.durationMs));
  return {
    ...state,
    nextSequence: state.nextSequence + 1,
    isNew: false,
    endMs: ready.startMs + ready.durationMs,
    // A list may not hold a segment that rounds to more than its target.
    targetDuration: Math.max(state.targetDuration, Math.round(longest / 1000)),
    moments: [...state.moments, moment],
  };
}

function breaks(state: RoomState, ready: Ready): boolean {
  if (state.isNew) return true;
  if (state.moments.length === 0) return false;
  if (Math.abs(ready.startMs - state.endMs) > SEAM_MS) return true;
  return Object.entries(ready.parameters).some(([name, parameters]) => {
    const before = state.facts[name]?.parameters;
    return before !== undefined && before !== parameters;
  });
}

/** trim takes the oldest moments off the list, down to `windowMs`, but never below `least` moments. */
export function trim(
  state: RoomState,
  windowMs: number,
  least: number,
): { state: RoomState; left: Moment[] } {
  const keepFrom = state.endMs - windowMs;
  const count = state.moments.findIndex((one, n) => {
    const ends = Math.max(
      ...Object.values(one.files).map((file) => file.startMs + file.durationMs),
    );
    return ends > keepFrom || n >= state.moments.length - least;
  });
  if (count <= 0) return { state, left: [] };
  const left = state.moments.slice(0, count);
  return {
    left,
    state: {
      ...state,
      moments: state.moments.slice(count),
      discontinuitySequence:
        state.discontinuitySequence + left.filter((one) => one.discontinuity).length,
    },
  };
}
