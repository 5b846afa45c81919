import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  chromiumPath,
  firstFrame,
  launchBrowser,
  playback,
  watchStalls,
} from '../support/browser.ts';
import { push, testFeed, type Push } from '../support/feed.ts';
import { createStage, Visitor, type Stage } from '../support/organizer.ts';
import { readMaster, watchPlaylist } from '../support/playlists.ts';
import { parts, startProduct, type Product } from '../support/product.ts';
import { eventually, sleep } from '../support/wait.ts';

const RENDITIONS = [
  { name: 'sd', width: 640, height: 360, videoKbps: 800, audioKbps: 96, fps: 25 },
  { name: 'low', width: 426, height: 240, videoKbps: 400, audioKbps: 96, fps: 25 },
  { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps: 64, fps: 0 },
];

let product: Product;
let organizer: Visitor;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath === null) return;
  product = await startProduct();
  organizer = await Visitor.organize(product.url, product.organizerLink);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe.skipIf(chromiumPath === null).each(['ladder', 'owncast'] as const)(
  'with %s as the packager',
  (packager) => {
    let stage: Stage;
    let encoder: Push;
    let page: Page;
    let loads = 0;
    let watch: ReturnType<typeof watchPlaylist>;
    const feed = testFeed({ width: 640, height: 360, fps: 25, seconds: 30 });

    const view = async () =>
      (await organizer.event(stage.event)).rooms.find((room) => room.id === stage.room);
    const stageState = async () => (await view())?.stage.state;

    /**
     * Runs the fault, then waits until 15 s more of the lecture have been shown: more than any buffer held before it.
     * Returns the longest pause of the picture, ms.
     */
    const playsThrough = async (
      fault: () => Promise<void> | void,
      withinMs: number,
    ): Promise<number> => {
      const stalls = watchStalls(page);
      await fault();
      const before = (await playback(page))?.currentTime ?? 0;
      await eventually(
        'the picture to go on',
        async () =>
          ((await playback(page))?.currentTime ?? 0) > before + 15 &&
          (await stageState()) === 'live',
        withinMs,
        250,
      );
      const { longestMs } = await stalls.stop();
      console.log(`${packager}: longest pause of the picture ${longestMs} ms`);
      return longestMs;
    };

    beforeAll(async () => {
      stage = await createStage(organizer, {
        packager,
        renditions: RENDITIONS,
        slug: `hall_${packager}`,
      });
      await sleep(1_000);
      encoder = push(feed, `${product.rtmpUrl}/${stage.key}`);
      page = await browser.newPage();
      page.on('load', () => (loads += 1));
      await page.goto(`${product.url}/e/${stage.event}/${stage.slug}`);
      await firstFrame(page, 40_000);
      const master = await readMaster(`${product.url}/live/${stage.room}/index.m3u8`);
      watch = watchPlaylist(master.video[0]?.uri ?? '');
      await sleep(4_000);
    }, 90_000);

    afterAll(async () => {
      await encoder?.stop();
      await page?.close();
    });

    test('a killed packager comes back', async () => {
      const pattern = packager === 'ladder' ? parts.ladder : parts.owncast;
      const killed = product.part(pattern);
      const longestMs = await playsThrough(() => void process.kill(killed, 'SIGKILL'), 60_000);
      expect(longestMs).toBeLessThan(packager === 'ladder' ? 6_000 : 15_000);
      expect(product.part(pattern)).not.toBe(killed);
    }, 80_000);

    test('a killed ffmpeg of the packager comes back', async () => {
      const killed = product.part(parts.ladder);
      const longestMs = await playsThrough(() => void process.kill(killed, 'SIGKILL'), 60_000);
      expect(longestMs).toBeLessThan(packager === 'ladder' ? 6_000 : 15_000);
      expect(product.part(parts.ladder)).not.toBe(killed);
    }, 80_000);

    test('a killed server does not stall the picture', async () => {
      const killed = product.part(parts.server);
      const longestMs = await playsThrough(() => void process.kill(killed, 'SIGKILL'), 60_000);
      expect(longestMs).toBeLessThan(2_000);
      expect(product.part(parts.server)).not.toBe(killed);
    }, 80_000);

    test('a killed stage process comes back, and the same broadcast goes on', async () => {
      const before = (await view())?.stage.broadcast;
      const killed = product.part(parts.stage);
      await playsThrough(async () => {
        process.kill(killed, 'SIGKILL');
        await encoder.stop();
        await eventually('the stage process', () => product.part(parts.stage) !== killed, 10_000);
        await sleep(1_000);
        encoder = push(feed, `${product.rtmpUrl}/${stage.key}`);
      }, 60_000);
      expect((await view())?.stage.broadcast).toBe(before);
    }, 90_000);

    test('30 s without an encoder: the page says so, shows the slate, and goes on', async () => {
      const longestMs = await playsThrough(async () => {
        await encoder.stop();
        await eventually(
          'the stage to be away',
          async () => (await stageState()) === 'away',
          10_000,
        );
        await eventually(
          'the page to say so',
          async () => /connection dropped/i.test(await page.innerText('body')),
          15_000,
        );
        await sleep(30_000);
        encoder = push(feed, `${product.rtmpUrl}/${stage.key}`);
      }, 60_000);
      expect(longestMs).toBeLessThan(packager === 'ladder' ? 6_000 : 15_000);
      await eventually(
        'the page to stop saying so',
        async () => !/connection dropped/i.test(await page.innerText('body')),
        15_000,
      );
    }, 150_000);

    test('no playlist ever went back, and the page was never loaded again', async () => {
      const findings = await watch.stop();
      expect(findings.problems).toEqual([]);
      expect(findings.versions).toBeGreaterThan(20);
      expect(loads).toBe(1);
    });
  },
);
