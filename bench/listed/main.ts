/**
 * From the last picture of a segment, at the encoder, to its listing in the product's own playlist: through the
 * RTMP door, the relay, the ladder and the publisher, over HTTP as a player sees it. Against plain ffmpeg with
 * x264's defaults on the same feed, read from its disk, in turns. The moment of a picture is burned into it.
 *
 *   npm run bench:listed [-- <rounds> <seconds>]
 */
import { readMedia } from '../../tests/support/playlists.ts';
import { clocksOf } from '../support/clocked-feed.ts';
import { lectureOnAir } from '../support/lecture.ts';
import { report, type Figure } from '../support/report.ts';
import { percentile } from '../support/stats.ts';
import { need, which } from '../support/tools.ts';
import { plainListings, type PlainRendition } from './plain.ts';
import { watchListings, type Listing } from './watch.ts';

const rounds = Number(process.argv[2] ?? 3);
const seconds = Number(process.argv[3] ?? 30);
need({ ffmpeg: which('ffmpeg') }, 'it is the encoder and what is measured');

const delays = { plain: [] as number[][], lectern: [] as number[][] };
let segmentSeconds = 0;
let renditions: PlainRendition[] = [];
for (let round = 0; round < rounds; round++) {
  delays.lectern.push(await lectern());
  const plain = await plainListings(renditions, segmentSeconds, seconds);
  delays.plain.push(delaysOf(plain.listings, plain.startMs));
  console.log(
    `round ${round + 1} of ${rounds}: ${[delays.plain, delays.lectern].map((all) => percentile(all.at(-1) ?? [], 0.5).toFixed(0)).join(' and ')} ms`,
  );
}

/** Delays of the best rendition of the product, in ms. */
async function lectern(): Promise<number[]> {
  const lecture = await lectureOnAir();
  try {
    renditions = lecture.master.video.map((one) => ({
      height: one.height,
      kbps: Math.round(one.bandwidth / 1_300),
    }));
    const best = lecture.master.video.toSorted((a, b) => b.height - a.height)[0];
    if (best === undefined) throw new Error('no rendition with picture');
    const lengths = (await readMedia(best.uri)).text.matchAll(/#EXTINF:([\d.]+)/g);
    // The first segment of a broadcast may be longer.
    segmentSeconds = Math.round(Math.min(...[...lengths].map(([, length]) => Number(length))));
    const read = async (name: string | null): Promise<Buffer> => {
      const response = await fetch(name === null ? best.uri : new URL(name, best.uri));
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    };
    const listings = await watchListings(read, seconds);
    return delaysOf(listings, lecture.feed.startMs);
  } finally {
    await lecture.close();
  }
}

function delaysOf(listings: Listing[], startMs: number): number[] {
  return listings.map(({ name, listedMs, media }) => {
    const last = clocksOf(media).at(-1);
    if (last === undefined || last === null)
      throw new Error(`No clock in the last picture of ${name}.`);
    return listedMs - startMs - last;
  });
}

const figure = (what: string, share: number): Figure => ({
  what,
  unit: 'ms',
  baseline: delays.plain.map((round) => percentile(round, share)),
  lectern: delays.lectern.map((round) => percentile(round, share)),
});
const count = delays.lectern.flat().length;
report(
  `Last picture of a segment to its listing, ${renditions.map((one) => `${one.height}p`).join(' + ')}, ${segmentSeconds} s segments, ${count} segments in ${rounds} rounds`,
  'x264 defaults',
  [
    { ...figure('median', 0.5), goal: { atMost: 0.15 } },
    figure('90th percentile', 0.9),
    figure('longest', 1),
  ],
);
