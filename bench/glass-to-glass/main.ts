/**
 * Glass to glass: how old the picture is that a viewer sees in Chromium, in the product with its default stage
 * settings and its own page, and in Owncast with its default settings and its own player's page, in turns on the
 * same feed. The moment of a picture is burned into it and read back from the video element.
 *
 *   npm run bench:glass-to-glass [-- <rounds> <seconds>]
 */
import type { Browser } from 'playwright-core';
import { ensureOwncast } from '../../scripts/bootstrap/owncast.ts';
import { chromiumPath, firstFrame, launchBrowser } from '../../tests/support/browser.ts';
import { sleep } from '../../tests/support/wait.ts';
import { lectureOnAir } from '../support/lecture.ts';
import { report, type Figure } from '../support/report.ts';
import { percentile } from '../support/stats.ts';
import { need, which } from '../support/tools.ts';
import { agesOnGlass } from './read-page.ts';
import { owncastOnAir } from './owncast.ts';

const rounds = Number(process.argv[2] ?? 3);
const seconds = Number(process.argv[3] ?? 20);
/** A player needs a while to reach the distance that it then keeps. */
const SETTLE_MS = 15_000;

need(
  { Chromium: chromiumPath, ffmpeg: which('ffmpeg') },
  'one shows the picture, the other makes it',
);
const found = await ensureOwncast(`${import.meta.dirname}/../..`);
need({ Owncast: 'path' in found ? found.path : null }, 'it is the baseline');
const owncast = 'path' in found ? found.path : '';

const ages = { owncast: [] as number[][], lectern: [] as number[][] };
const browser = await launchBrowser();
try {
  for (let round = 0; round < rounds; round++) {
    ages.owncast.push(await watchOwncast(browser));
    ages.lectern.push(await watchLectern(browser));
    console.log(
      `round ${round + 1} of ${rounds}: ${[ages.owncast, ages.lectern].map((all) => (percentile(all.at(-1) ?? [], 0.5) / 1_000).toFixed(2)).join(' and ')} s`,
    );
  }
} finally {
  await browser.close();
}

async function watchOwncast(viewer: Browser): Promise<number[]> {
  const onAir = await owncastOnAir(owncast);
  try {
    return await watch(viewer, onAir.page, onAir.feed.startMs);
  } finally {
    await onAir.close();
  }
}

async function watchLectern(viewer: Browser): Promise<number[]> {
  const lecture = await lectureOnAir();
  try {
    const { product, stage, feed } = lecture;
    return await watch(viewer, `${product.url}/e/${stage.event}/${stage.slug}`, feed.startMs);
  } finally {
    await lecture.close();
  }
}

async function watch(viewer: Browser, url: string, startMs: number): Promise<number[]> {
  const page = await viewer.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(url);
    await page.waitForSelector('video', { timeout: 15_000 });
    await page.evaluate(() => {
      const video = document.querySelector('video');
      // Muted playing needs no gesture.
      if (video?.paused === true) {
        video.muted = true;
        return video.play();
      }
      return undefined;
    });
    await firstFrame(page, 30_000);
    await sleep(SETTLE_MS);
    return await agesOnGlass(page, startMs, seconds);
  } finally {
    await page.close();
  }
}

const figure = (what: string, share: number): Figure => ({
  what,
  unit: 's',
  baseline: ages.owncast.map((round) => percentile(round, share) / 1_000),
  lectern: ages.lectern.map((round) => percentile(round, share) / 1_000),
});
report(`Glass to glass, ${rounds} rounds of ${seconds} s`, 'Owncast', [
  { ...figure('median', 0.5), goal: { atMost: 0.35 } },
  figure('95th percentile', 0.95),
]);
for (const [name, all] of Object.entries(ages)) {
  console.log(`${name}: ${all.map((round) => `${round.length} pictures read`).join(', ')}`);
}
