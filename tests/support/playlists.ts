import { sleep } from './wait.ts';

/** A look at playlists with plain regular expressions: shares no code with the product. */

export interface Master {
  video: { uri: string; height: number; bandwidth: number }[];
  audioOnly: string[];
  text: string;
}

export async function readMaster(url: string): Promise<Master> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const text = await response.text();
  const master: Master = { video: [], audioOnly: [], text };
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) return;
    const uri = new URL(lines[index + 1] ?? '', url).href;
    const height = Number(/RESOLUTION=\d+x(\d+)/.exec(line)?.[1] ?? 0);
    const bandwidth = Number(/[:,]BANDWIDTH=(\d+)/.exec(line)?.[1] ?? 0);
    if (height > 0) master.video.push({ uri, height, bandwidth });
    else master.audioOnly.push(uri);
  });
  return master;
}

export interface Media {
  sequence: number;
  discontinuitySequence: number;
  segments: string[];
  ended: boolean;
  text: string;
}

export async function readMedia(url: string): Promise<Media> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const text = await response.text();
  const number = (tag: string) => Number(new RegExp(`#EXT-X-${tag}:(\\d+)`).exec(text)?.[1] ?? NaN);
  return {
    sequence: number('MEDIA-SEQUENCE'),
    discontinuitySequence: number('DISCONTINUITY-SEQUENCE'),
    segments: text.split('\n').filter((line) => line !== '' && !line.startsWith('#')),
    ended: text.includes('#EXT-X-ENDLIST'),
    text,
  };
}

export interface Findings {
  /** How many playlist versions were read. */
  versions: number;
  problems: string[];
  /** Wall clock (ms) at which each last sequence number was first listed. */
  listedAt: Map<number, number>;
}

/**
 * Reads a media playlist five times a second and notes whatever must not be:
 * a torn file, a media sequence that goes back, a segment that changes its number, a date missing.
 */
export function watchPlaylist(url: string): { findings: Findings; stop: () => Promise<Findings> } {
  const findings: Findings = { versions: 0, problems: [], listedAt: new Map() };
  const numbers = new Map<string, number>();
  let previous: Media | null = null;
  let running = true;
  const loop = (async () => {
    while (running) {
      try {
        const media = await readMedia(url);
        if (media.text !== previous?.text) {
          findings.versions += 1;
          check(media, previous, numbers, findings);
          previous = media;
        }
      } catch {
        // The server may be the thing that was killed; what counts is what it lists when it answers.
      }
      await sleep(200);
    }
  })();
  return {
    findings,
    stop: async () => {
      running = false;
      await loop;
      return findings;
    },
  };
}

function check(
  media: Media,
  previous: Media | null,
  numbers: Map<string, number>,
  findings: Findings,
): void {
  const say = (problem: string) => findings.problems.push(problem);
  if (!media.text.startsWith('#EXTM3U\n') || !media.text.endsWith('\n'))
    say(`torn: ${media.text.slice(0, 60)}`);
  if (Number.isNaN(media.sequence)) say('no EXT-X-MEDIA-SEQUENCE');
  if (Number.isNaN(media.discontinuitySequence)) say('no EXT-X-DISCONTINUITY-SEQUENCE');
  if (previous && media.sequence < previous.sequence)
    say(`sequence went back: ${previous.sequence} to ${media.sequence}`);
  if (previous && media.discontinuitySequence < previous.discontinuitySequence)
    say('discontinuity sequence went back');
  const dates = media.text.match(/#EXT-X-PROGRAM-DATE-TIME:/g)?.length ?? 0;
  if (dates !== media.segments.length) say(`${dates} dates for ${media.segments.length} segments`);
  media.segments.forEach((segment, index) => {
    const number = media.sequence + index;
    const before = numbers.get(segment);
    if (before !== undefined && before !== number)
      say(`${segment} was number ${before}, is now ${number}`);
    numbers.set(segment, number);
  });
  const last = media.sequence + media.segments.length - 1;
  if (!findings.listedAt.has(last)) findings.listedAt.set(last, Date.now());
}
