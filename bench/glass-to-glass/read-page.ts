import type { Page } from 'playwright-core';
import { CLOCK_HEIGHT, CLOCK_WIDTH, readClock, SAMPLED } from '../support/picture-clock.ts';

interface Shown {
  /** When the page had the picture, wall clock in ms. */
  atMs: number;
  luma: number[];
}

/** Age of each picture that the page's video shows within so many seconds, in ms: from the encoder's camera to the glass. */
export async function agesOnGlass(page: Page, startMs: number, seconds: number): Promise<number[]> {
  const shown = await page.evaluate(grabClocks, { ...SAMPLED, CLOCK_WIDTH, CLOCK_HEIGHT, seconds });
  return shown.flatMap(({ atMs, luma }) => {
    const made = readClock(luma);
    return made === null ? [] : [atMs - startMs - made];
  });
}

/** Runs in the page: a few pixels of each picture that comes on screen. */
function grabClocks(area: {
  width: number;
  height: number;
  CLOCK_WIDTH: number;
  CLOCK_HEIGHT: number;
  seconds: number;
}): Promise<Shown[]> {
  const video = document.querySelector('video');
  if (video === null) throw new Error('The page has no video.');
  const canvas = document.createElement('canvas');
  canvas.width = area.width;
  canvas.height = area.height;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (pen === null) throw new Error('The page has no canvas.');
  pen.imageSmoothingQuality = 'medium';
  const shown: Shown[] = [];
  const until = Date.now() + area.seconds * 1_000;
  return new Promise((resolve) => {
    const grab = (): void => {
      const atMs = Date.now();
      const [width, height] = [
        video.videoWidth * area.CLOCK_WIDTH,
        video.videoHeight * area.CLOCK_HEIGHT,
      ];
      pen.drawImage(video, 0, 0, width, height, 0, 0, area.width, area.height);
      const { data } = pen.getImageData(0, 0, area.width, area.height);
      shown.push({
        atMs,
        luma: Array.from({ length: data.length / 4 }, (_, pixel) => data[pixel * 4 + 1] ?? 0),
      });
      if (atMs < until) video.requestVideoFrameCallback(grab);
    };
    video.requestVideoFrameCallback(grab);
    // A video that stands still calls nobody.
    setTimeout(() => resolve(shown), area.seconds * 1_000 + 500);
  });
}
