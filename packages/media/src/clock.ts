/** MPEG-2 TS counts presentation time in ticks of 90 kHz, in 33 bits: it wraps after 26.5 hours. */
export const TICKS_PER_MS = 90;
export const PTS_WRAP = 2 ** 33;

/**
 * PTS of media time 0, in ms. Not 0: an AAC encoder's priming begins before its first sample, and a negative
 * timestamp would wrap to 26 hours. Ten seconds is what Apple's own segmenters use.
 */
export const PTS_ORIGIN_MS = 10_000;

/** wrapPts brings ticks into 0..2^33-1, the range a TS header can carry. */
export function wrapPts(ticks: number): number {
  return ((ticks % PTS_WRAP) + PTS_WRAP) % PTS_WRAP;
}

/** unwrapPts returns the count of ticks that wraps to `pts` and is nearest to `near` (unwrapped ticks). */
export function unwrapPts(pts: number, near: number): number {
  return pts + Math.round((near - pts) / PTS_WRAP) * PTS_WRAP;
}

/** mediaMsToTicks gives the unwrapped PTS, in ticks, of a media time in ms. */
export function mediaMsToTicks(mediaMs: number): number {
  return Math.round((mediaMs + PTS_ORIGIN_MS) * TICKS_PER_MS);
}

/** ticksToMediaMs gives the media time, in ms with its fraction, of an unwrapped PTS in ticks. */
export function ticksToMediaMs(ticks: number): number {
  return ticks / TICKS_PER_MS - PTS_ORIGIN_MS;
}
