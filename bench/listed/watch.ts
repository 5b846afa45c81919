import { sleep } from '../../tests/support/wait.ts';

/** A segment when it was first seen in a playlist. */
export interface Listing {
  name: string;
  /** Wall clock, ms. */
  listedMs: number;
  media: Buffer;
}

const POLL_MS = 10;

/** Reads a playlist a hundred times a second and keeps each segment that is new in it. Those of the first look are not new. */
export async function watchListings(
  read: (name: string | null) => Promise<Buffer>,
  seconds: number,
): Promise<Listing[]> {
  const known = new Set(segmentsOf(await read(null)));
  const listings: Promise<Listing>[] = [];
  for (const until = Date.now() + seconds * 1_000; Date.now() < until; await sleep(POLL_MS)) {
    const playlist = await read(null);
    const listedMs = Date.now();
    for (const name of segmentsOf(playlist)) {
      if (known.has(name)) continue;
      known.add(name);
      listings.push(read(name).then((media) => ({ name, listedMs, media })));
    }
  }
  return Promise.all(listings);
}

/** Names of the segments in a playlist. */
export function segmentsOf(playlist: Buffer): string[] {
  return playlist
    .toString()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
