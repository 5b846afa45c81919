import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, firstFrame, launchBrowser } from '../support/browser.ts';
import { push, testFeed, type Push } from '../support/feed.ts';
import { createStage, Visitor, type Stage } from '../support/organizer.ts';
import { readMaster } from '../support/playlists.ts';
import { ffprobe } from '../support/probe.ts';
import { startProduct, type Product } from '../support/product.ts';
import { eventually, sleep } from '../support/wait.ts';

const THREE = [
  { name: 'fhd', width: 1920, height: 1080, videoKbps: 4500, audioKbps: 128, fps: 30 },
  { name: 'hd', width: 1280, height: 720, videoKbps: 2500, audioKbps: 128, fps: 30 },
  { name: 'sd', width: 854, height: 480, videoKbps: 1200, audioKbps: 128, fps: 30 },
  { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps: 64, fps: 0 },
];

let product: Product;
let organizer: Visitor;
let browser: Browser | null = null;

beforeAll(async () => {
  // A short slate: one stage's encoder must not measure against the other's.
  product = await startProduct({ env: { LECTERN_SLATE_MS: '3000' } });
  organizer = await Visitor.organize(product.url, product.organizerLink);
  if (chromiumPath !== null) browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe.each(['ladder', 'owncast'] as const)('with %s as the packager', (packager) => {
  let stage: Stage;
  let encoder: Push | null = null;

  beforeAll(async () => {
    stage = await createStage(organizer, { packager, renditions: THREE, slug: `hall_${packager}` });
    await sleep(1_000);
  });

  afterAll(async () => {
    await encoder?.stop();
    if (encoder === null) return;
    // Stages on air share the cores: the next one gets all of its qualities only when this one is over.
    await eventually('the broadcast to end', async () => {
      const view = (await organizer.event(stage.event)).rooms.find(
        (room) => room.id === stage.room,
      );
      return view?.stage.state === 'ended';
    });
  });

  test('a wrong key is refused within a second and starts nothing', async () => {
    const wrong = push(
      testFeed({ width: 640, height: 360, fps: 25, seconds: 10 }),
      `${product.rtmpUrl}/not-the-key`,
    );
    const end = await wrong.exited;
    expect(end.code).not.toBe(0);
    expect(end.afterMs).toBeLessThan(2_000); // ffmpeg's own start and probing included
    const view = (await organizer.event(stage.event)).rooms.find((room) => room.id === stage.room);
    expect(view?.stage.state).toBe('offline');
  });

  test.skipIf(chromiumPath === null)(
    'the first frame is in the browser within 15 s of publishing, and every rendition can be read',
    async (context) => {
      if (packager === 'owncast' && !/owncast/i.test(process.env['LECTERN_OWNCAST'] ?? 'owncast'))
        context.skip('Owncast is missing');
      const page = await (browser ?? (await launchBrowser())).newPage();
      await page.goto(`${product.url}/e/${stage.event}/${stage.slug}`);
      encoder = push(
        testFeed({ width: 1920, height: 1080, fps: 30, seconds: 30 }),
        `${product.rtmpUrl}/${stage.key}`,
      );
      const shownAt = await firstFrame(page, 40_000);
      console.log(`${packager}: first frame ${shownAt - encoder.startedMs} ms after publishing`);
      expect(shownAt - encoder.startedMs).toBeLessThan(15_000);

      const playlist = `${product.url}/live/${stage.room}/index.m3u8`;
      const master = await eventually('all renditions', async () => {
        const read = await readMaster(playlist);
        return read.video.length === 3 && read.audioOnly.length === 1 ? read : null;
      });
      expect(master.video.map((rendition) => rendition.height).toSorted((a, b) => a - b)).toEqual([
        480, 720, 1080,
      ]);
      for (const rendition of master.video) {
        expect(ffprobe(rendition.uri)).toMatchObject({
          codecs: ['aac', 'h264'],
          height: rendition.height,
        });
      }
      expect(ffprobe(master.audioOnly[0] ?? '').codecs).toEqual(['aac']);
      await page.close();
    },
    120_000,
  );
});
