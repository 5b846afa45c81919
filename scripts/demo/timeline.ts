/** When a slide is on, and when each of its sentences begins. All in ms from the start of the talk. */
export interface TimedSlide {
  startMs: number;
  endMs: number;
  says: { startMs: number; sentence: number }[];
}

export interface Timeline {
  slides: TimedSlide[];
  totalMs: number;
}

const BEFORE_FIRST_MS = 900;
const BETWEEN_SENTENCES_MS = 450;
const AFTER_LAST_MS = 1500;

/**
 * A whole number of video frames (30 fps) and of AAC frames (48 kHz) fits into a multiple of this, ms.
 * So the talk can be played in a loop without a hole or an overlap.
 */
const LOOP_UNIT_MS = 1600;

/** Lays the sentences (their lengths in ms, per slide) out in time, and makes the whole fit for a loop. */
export function layOut(lengths: readonly (readonly number[])[]): Timeline {
  const slides: TimedSlide[] = [];
  let nowMs = 0;
  let sentence = 0;
  for (const slide of lengths) {
    const startMs = nowMs;
    nowMs += BEFORE_FIRST_MS;
    const says = slide.map((ms, index) => {
      const at = { startMs: Math.round(nowMs), sentence: sentence++ };
      nowMs += ms + (index < slide.length - 1 ? BETWEEN_SENTENCES_MS : AFTER_LAST_MS);
      return at;
    });
    nowMs = Math.round(nowMs);
    slides.push({ startMs, endMs: nowMs, says });
  }
  const totalMs = Math.ceil(nowMs / LOOP_UNIT_MS) * LOOP_UNIT_MS;
  const last = slides.at(-1);
  if (last !== undefined) last.endMs = totalMs;
  return { slides, totalMs };
}
