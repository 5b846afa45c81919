/** A segment that one of Owncast's variant playlists lists. */
export interface OwncastSegment {
  name: string;
  index: number;
  durationMs: number;
}

/**
 * readOwncastList reads a variant playlist of Owncast. It is written in place, so a reader may see it torn or empty:
 * null then, and the caller asks again. After a stop Owncast appends its offline clip behind a discontinuity: not ours.
 */
export function readOwncastList(text: string): OwncastSegment[] | null {
  if (!text.startsWith('#EXTM3U') || !text.endsWith('\n')) return null;
  const live = text.split('#EXT-X-DISCONTINUITY\n')[0] ?? '';
  const segments: OwncastSegment[] = [];
  let durationMs = 0;
  for (const line of live.split('\n')) {
    if (line.startsWith('#EXTINF:')) durationMs = Number.parseFloat(line.slice(8)) * 1000;
    // The id between may hold dashes itself: the number is what stands after the last one.
    const index = /^stream-(?!offline).*-(\d+)\.ts$/.exec(line)?.[1];
    if (index !== undefined) segments.push({ name: line, index: Number(index), durationMs });
  }
  return segments;
}
