import type { StreamKeyCreated } from '@lectern/protocol/http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, playback } from '../support/browser.ts';
import { push, testFeed, type Push } from '../support/feed.ts';
import { createStage, Visitor, type Stage } from '../support/organizer.ts';
import { readMaster, readMedia } from '../support/playlists.ts';
import { startProduct, type Product } from '../support/product.ts';
import { eventually, sleep } from '../support/wait.ts';

const TWO = [
  { name: 'sd', width: 640, height: 360, videoKbps: 800, audioKbps: 96, fps: 25 },
  { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps: 64, fps: 0 },
];

let product: Product;
let organizer: Visitor;
let stage: Stage;
let browser: Browser;
let page: Page;
let encoder: Push | null = null;
let loads = 0;

beforeAll(async () => {
  if (chromiumPath === null) return;
  product = await startProduct({ env: { LECTERN_SLATE_MS: '3000' } });
  organizer = await Visitor.organize(product.url, product.organizerLink);
  stage = await createStage(organizer, { packager: 'ladder', renditions: TWO });
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('load', () => (loads += 1));
  await page.goto(`${product.url}/e/${stage.event}/${stage.slug}`);
}, 240_000);

afterAll(async () => {
  await encoder?.stop();
  await browser?.close();
  await product?.stop();
});

function begin(key: string): Push {
  const feed = testFeed({ width: 640, height: 360, fps: 25, seconds: 20 });
  encoder = push(feed, `${product.rtmpUrl}/${key}`);
  return encoder;
}

/** Waits until the picture moves, with nothing over it; two looks, so that a last frame is not taken for one. */
async function moving(what: string): Promise<void> {
  await eventually(
    what,
    async () => {
      const before = await playback(page);
      await sleep(1_000);
      const after = await playback(page);
      const slate = await page.locator('.slate').count();
      return (
        slate === 0 &&
        before !== null &&
        after !== null &&
        after.width > 0 &&
        after.currentTime > before.currentTime
      );
    },
    45_000,
  );
  await page.getByText('LIVE', { exact: true }).waitFor();
}

/** Whether the rendition's playlist says that nothing follows. */
async function listEnded(): Promise<boolean> {
  const master = await readMaster(`${product.url}/live/${stage.room}/index.m3u8`);
  return (await readMedia(master.video[0]?.uri ?? '')).ended;
}

const says = (words: string) => page.getByText(words).first().waitFor({ timeout: 45_000 });

describe.skipIf(chromiumPath === null)('one page through several broadcasts', () => {
  test('it waits, shows the picture, says that the speaker is away, and that it is over', async () => {
    await says('Nothing is on air here');
    const first = begin(stage.key);
    await moving('the first broadcast');
    await first.stop();
    await says('The speaker’s connection dropped');
    await says('This talk is over');
    expect(await listEnded()).toBe(true);
  }, 180_000);

  test('the next broadcast is on the page by itself', async () => {
    begin(stage.key);
    await moving('the second broadcast');
    expect(await listEnded()).toBe(false);
  }, 120_000);

  test('after a change of key the old one is refused, and the new one is on the same page', async () => {
    const { key } = await organizer.call<StreamKeyCreated>(
      'POST',
      `/api/rooms/${stage.room}/stream-keys`,
      {},
    );
    // On air it may finish with the old key; once it has left, that key is of no use.
    await encoder?.stop();
    const refused = await begin(stage.key).exited;
    expect(refused.code).not.toBe(0);
    await says('This talk is over');
    begin(key);
    await moving('the broadcast with the new key');
    expect(loads).toBe(1);
  }, 180_000);
});
