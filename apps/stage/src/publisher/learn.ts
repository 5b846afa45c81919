import type { Admitted } from './admit.js';
import type { RenditionFacts } from './state.js';

/** learnMoment adds a moment's segments, by the rendition in whose list they stand, to what is known of each. */
export function learnMoment(
  known: Readonly<Record<string, RenditionFacts>>,
  moment: ReadonlyMap<string, Admitted>,
): Record<string, RenditionFacts> {
  const facts = { ...known };
  for (const [name, { rendition, bytes, facts: seen }] of moment) {
    const before = known[name];
    if (rendition !== name) {
      if (before !== undefined) facts[name] = { ...before, parameters: seen.parameters };
      continue;
    }
    facts[name] = learn(before, {
      parameters: seen.parameters,
      codecs: [seen.video?.codec, seen.audio?.codec].filter((codec) => codec !== undefined),
      video: seen.video && {
        width: seen.video.width,
        height: seen.video.height,
        fps: seen.video.fps,
      },
      bytes: bytes.length,
      ms: seen.durationMs,
    });
  }
  return facts;
}

/** learn adds a segment to what is known of its rendition. */
export function learn(
  known: RenditionFacts | undefined,
  segment: Omit<RenditionFacts, 'peak'>,
): RenditionFacts {
  const rate = segment.ms > 0 ? (segment.bytes * 8000) / segment.ms : 0;
  const same = known !== undefined && known.parameters === segment.parameters;
  return {
    ...segment,
    // Another picture size is another rendition: its rates are counted from new.
    peak: Math.max(rate, same ? known.peak : 0),
    bytes: segment.bytes + (same ? known.bytes : 0),
    ms: segment.ms + (same ? known.ms : 0),
  };
}
