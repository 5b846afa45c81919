/**
 * Rules of RFC 8216 over all versions of a playlist that a reader could see. It shares no code with the product:
 * it reads the text by itself, and says in words what is wrong.
 */

interface Segment {
  sequence: number;
  uri: string;
  duration: number;
  dateMs: number;
  discontinuity: boolean;
}

export interface Version {
  target: number;
  holdBack: number;
  discontinuitySequence: number;
  segments: Segment[];
  ended: boolean;
}

/** Reads one version; `wrong` collects what breaks a rule within it. */
export function readVersion(text: string, wrong: string[]): Version {
  const lines = text.split('\n');
  if (lines[0] !== '#EXTM3U') wrong.push('does not begin with #EXTM3U');
  if (lines.pop() !== '') wrong.push('does not end with a line break');
  const value = (tag: string): string => {
    const found = lines.filter((line) => line.startsWith(`#${tag}:`));
    if (found.length !== 1) wrong.push(`has ${found.length} ${tag}`);
    const firstSegment = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
    if (
      firstSegment !== -1 &&
      lines.findIndex((line) => line.startsWith(`#${tag}:`)) > firstSegment
    )
      wrong.push(`has ${tag} after a segment`);
    return found[0]?.slice(tag.length + 2) ?? '';
  };
  const version: Version = {
    target: Number(value('EXT-X-TARGETDURATION')),
    holdBack: Number(value('EXT-X-SERVER-CONTROL').replace('HOLD-BACK=', '')),
    discontinuitySequence: Number(value('EXT-X-DISCONTINUITY-SEQUENCE')),
    segments: [],
    ended: lines.includes('#EXT-X-ENDLIST'),
  };
  if (Number(value('EXT-X-VERSION')) < 3) wrong.push('needs version 3 for its durations');
  readSegments(lines, Number(value('EXT-X-MEDIA-SEQUENCE')), version, wrong);
  if (version.holdBack < 3 * version.target) wrong.push('holds back less than three targets');
  return version;
}

function readSegments(lines: string[], first: number, version: Version, wrong: string[]): void {
  let tags = new Map<string, string>();
  for (const line of lines) {
    if (line.startsWith('#')) {
      const [name = '', ...rest] = line.split(':');
      tags.set(name, rest.join(':'));
      continue;
    }
    const segment = {
      sequence: first + version.segments.length,
      uri: line,
      duration: Number.parseFloat(tags.get('#EXTINF') ?? 'NaN'),
      dateMs: Date.parse(tags.get('#EXT-X-PROGRAM-DATE-TIME') ?? ''),
      discontinuity: tags.has('#EXT-X-DISCONTINUITY'),
    };
    if (!(segment.duration > 0)) wrong.push(`${line} has no duration`);
    if (Math.round(segment.duration) > version.target)
      wrong.push(`${line} is longer than the target`);
    if (Number.isNaN(segment.dateMs)) wrong.push(`${line} has no date`);
    if (line.includes('..') || /[^\w./-]/.test(line)) wrong.push(`${line} is an odd address`);
    version.segments.push(segment);
    tags = new Map();
  }
}

/** Playlists keeps every version of each playlist that it is shown, and what was wrong with any of them. */
export class Playlists {
  readonly wrong: string[] = [];
  readonly #last = new Map<string, { text: string; version: Version }>();

  /** Shows the text of a playlist, as it can be read now. */
  see(name: string, text: string): void {
    const before = this.#last.get(name);
    if (before?.text === text) return;
    const wrong: string[] = [];
    const version = readVersion(text, wrong);
    checkDates(version, wrong);
    if (before !== undefined) checkChange(before.version, version, wrong);
    this.wrong.push(...wrong.map((what) => `${name}: ${what}`));
    this.#last.set(name, { text, version });
  }

  version(name: string): Version | undefined {
    return this.#last.get(name)?.version;
  }
}

/** Within one timeline each segment begins where the one before ends. */
function checkDates(version: Version, wrong: string[]): void {
  version.segments.forEach((segment, n) => {
    const before = version.segments[n - 1];
    if (before === undefined || segment.discontinuity) return;
    const apart = segment.dateMs - (before.dateMs + before.duration * 1000);
    if (Math.abs(apart) > 150) wrong.push(`${segment.uri} is ${apart} ms from its neighbour`);
  });
}

function checkChange(before: Version, now: Version, wrong: string[]): void {
  if (before.ended) wrong.push('changed after its end');
  if (now.target !== before.target) wrong.push('changed its target duration');
  const first = now.segments[0]?.sequence ?? 0;
  if (first < (before.segments[0]?.sequence ?? 0)) wrong.push('counts backwards');
  const left = before.segments.filter((segment) => segment.sequence < first);
  const tags = left.filter((segment) => segment.discontinuity).length;
  if (now.discontinuitySequence !== before.discontinuitySequence + tags)
    wrong.push(
      `counts ${now.discontinuitySequence} discontinuities after ${before.discontinuitySequence} and ${tags}`,
    );
  for (const old of before.segments.slice(left.length)) {
    const same = now.segments.find((segment) => segment.sequence === old.sequence);
    if (JSON.stringify(same) !== JSON.stringify(old))
      wrong.push(`changed its segment ${old.sequence}`);
  }
}

/** What is wrong with a master playlist; `names` are the media playlists that it must list, in order. */
export function checkMaster(text: string, names: readonly string[]): string[] {
  const wrong: string[] = [];
  const lines = text.split('\n');
  if (lines[0] !== '#EXTM3U') wrong.push('does not begin with #EXTM3U');
  const uris = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (uris.join() !== names.map((name) => `${name}.m3u8`).join())
    wrong.push(`lists ${uris.join()}`);
  lines.forEach((line, n) => {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) return;
    if (!/[:,]BANDWIDTH=\d+/.test(line)) wrong.push('has a rendition without BANDWIDTH');
    if (!/CODECS="[^"]+"/.test(line)) wrong.push('has a rendition without CODECS');
    if (lines[n + 1]?.startsWith('#') !== false) wrong.push('has a rendition without address');
  });
  return wrong;
}
