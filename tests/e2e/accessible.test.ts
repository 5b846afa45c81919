import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axe } from '../support/axe.ts';
import { chromiumPath, firstFrame, launchBrowser } from '../support/browser.ts';
import { push, testFeed, type Push } from '../support/feed.ts';
import { createStage, Visitor, type Stage } from '../support/organizer.ts';
import { command } from '../support/post.ts';
import { startProduct, type Product } from '../support/product.ts';

const SD = [
  { name: 'sd', width: 640, height: 360, videoKbps: 800, audioKbps: 96, fps: 25 },
  { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps: 64, fps: 0 },
];

let product: Product;
let organizer: Visitor;
let onAir: Stage;
let quiet: Stage;
let encoder: Push;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath === null) return;
  product = await startProduct();
  organizer = await Visitor.organize(product.url, product.organizerLink);
  onAir = await createStage(organizer, { renditions: SD });
  quiet = await createStage(organizer, { slug: 'side_room' });
  const now = Date.now();
  const talk = (room: string, title: string, startMs: number) =>
    organizer.call('POST', `/api/events/${onAir.event}/talks`, {
      room,
      title,
      speakers: ['Ada Lovelace'],
      abstract: 'Notes on an engine.',
      startMs,
      endMs: startMs + 3_600_000,
    });
  await talk(onAir.room, 'A talk on air', now - 600_000);
  await talk(quiet.room, 'A talk to come', now + 3_600_000);
  for (const text of ['Hello', 'See https://example.org/ for more', 'Third']) {
    await command(organizer, onAir.room, 'chat.post', { text });
  }
  const { seq } = await command(organizer, onAir.room, 'question.ask', {
    text: 'Is it accessible?',
  });
  await command(organizer, onAir.room, 'question.ask', { text: 'For everyone?' });
  await command(organizer, onAir.room, 'question.change', {
    question: seq,
    state: 'answering',
    pinned: true,
  });
  encoder = push(
    testFeed({ width: 640, height: 360, fps: 25, seconds: 30 }),
    `${product.rtmpUrl}/${onAir.key}`,
  );
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await encoder?.stop();
  await browser?.close();
  await product?.stop();
});

describe.skipIf(chromiumPath === null).each(['light', 'dark'] as const)(
  'in the %s theme',
  (colorScheme) => {
    const visit = async (path: string, width = 1280) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 800 },
        reducedMotion: 'reduce',
      });
      const [name, value] = organizer.cookie.split('=');
      if (path.startsWith('/o'))
        await context.addCookies([{ name: name ?? '', value: value ?? '', url: product.url }]);
      const page = await context.newPage();
      await page.goto(product.url + path);
      return page;
    };

    const pages: [string, () => string, string][] = [
      ['the list of events', () => '/', 'Spring lectures'],
      ['an event', () => `/e/${onAir.event}`, 'A talk to come'],
      ['a stage before its talk', () => `/e/${quiet.event}/${quiet.slug}`, 'Starts in'],
      ['an unknown event', () => '/e/nothing_here', 'There is nothing here'],
      ['the organizer’s events', () => '/o', 'Spring lectures'],
      ['the organizer’s event', () => `/o/${onAir.event}`, 'A talk to come'],
      ['the desk of a stage', () => `/o/${onAir.event}/${onAir.slug}`, 'A talk on air'],
      ['a used organizer link', () => `/o/claim#${'a'.repeat(32)}`, ''],
    ];

    test.each(pages)(
      'axe finds nothing on %s',
      async (_name, path, text) => {
        for (const width of [1280, 390]) {
          const page = await visit(path(), width);
          if (text !== '') await page.getByText(text).first().waitFor();
          await page.waitForTimeout(500);
          expect(await axe(page)).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          expect(overflow).toBeLessThanOrEqual(0);
          await page.context().close();
        }
      },
      60_000,
    );

    test('axe finds nothing on a stage on air: chat, questions, info, settings, name', async () => {
      const page = await visit(`/e/${onAir.event}/${onAir.slug}`);
      await firstFrame(page);
      await page.getByText('Third').first().waitFor();
      expect(await axe(page)).toEqual([]);
      await page.getByRole('tab', { name: /Questions/ }).click();
      await page.getByText('Is it accessible?').first().waitFor();
      expect(await axe(page)).toEqual([]);
      await page.getByRole('tab', { name: 'Info' }).click();
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Chat' }).click();
      await page.getByLabel('Message', { exact: true }).fill('Who am I?');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Your name' }).waitFor();
      expect(await axe(page)).toEqual([]);
      await page.context().close();
    }, 90_000);
  },
);
