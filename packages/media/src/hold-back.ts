/** Seconds of one segment per latency level 0..4, as Owncast cuts them. */
const SEGMENT_SECONDS = [1, 2, 3, 4, 5] as const;

/** The level for a stage whose organizer chose none: first picture well within 15 s, and room for captions. */
export const DEFAULT_LATENCY = 1;

/** How long after its video segment a caption segment is listed, in seconds: until its text is settled. */
export const CAPTION_LAG = 3;

/** segmentSeconds gives the length of a segment at a latency level (0..4); levels beyond are clamped. */
export function segmentSeconds(latency: number): number {
  const level = Math.min(Math.max(Math.trunc(latency), 0), SEGMENT_SECONDS.length - 1);
  return SEGMENT_SECONDS[level] ?? 2;
}

/**
 * holdBackSeconds gives how far behind the end of the list a player stays. Three segments is what HLS asks for;
 * captions need their lag, the segment they are in, a reload of the list, and a second to spare.
 */
export function holdBackSeconds(latency: number, withCaptions: boolean): number {
  const segment = segmentSeconds(latency);
  return Math.max(3 * segment, withCaptions ? CAPTION_LAG + 2 * segment + 1 : 0);
}

/** settleWindowMs gives how long a cue may stay unsettled and still be shown in time: the hold-back less two segments. */
export function settleWindowMs(latency: number): number {
  return (holdBackSeconds(latency, true) - 2 * segmentSeconds(latency)) * 1000;
}
