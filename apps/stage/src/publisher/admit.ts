import { readFile, rm } from 'node:fs/promises';
import { mediaMsToTicks, ticksToMediaMs, unwrapPts } from '@lectern/media/clock';
import { type SegmentFacts, probeTs } from '@lectern/media/ts-probe';
import { shiftTs } from '@lectern/media/ts-shift';
import type { PackagedSegment } from '../packagers/packager.js';

/** How the timestamps of one run relate to media time. */
export interface RunClock {
  /** `media`: as they are. `own`: the first picture of the run is media time `firstMs`. */
  kind: 'media' | 'own';
  firstMs: number;
  /** What is added to every timestamp, in ticks; null until the first segment was read. */
  shift: number | null;
}

/** A segment that was read, found whole and brought onto the broadcast's timeline. */
export interface Admitted {
  rendition: string;
  bytes: Uint8Array;
  startMs: number;
  facts: SegmentFacts;
}

/** admit takes a packager's file away and returns it checked and shifted; throws with a sentence when it is not whole. */
export async function admit(
  segment: PackagedSegment,
  clock: RunClock,
  nearMs: number,
): Promise<Admitted> {
  const bytes = await readFile(segment.path);
  await rm(segment.path, { force: true });
  const facts = probeTs(bytes);
  if (facts.video !== null && !facts.video.independent)
    throw new Error('a segment does not begin with a key frame');
  clock.shift ??= clock.kind === 'media' ? 0 : mediaMsToTicks(clock.firstMs) - facts.startPts;
  shiftTs(bytes, clock.shift);
  const ticks = unwrapPts(facts.startPts + clock.shift, mediaMsToTicks(nearMs));
  return { rendition: segment.rendition, bytes, startMs: ticksToMediaMs(ticks), facts };
}
