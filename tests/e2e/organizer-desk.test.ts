import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, firstFrame, launchBrowser } from '../support/browser.ts';
import { push, testFeed, type Push } from '../support/feed.ts';
import { startProduct, type Product } from '../support/product.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Presses what has the focus: the mouse is never used here. */
async function press(target: Locator, key = 'Enter'): Promise<void> {
  await target.focus();
  await target.press(key);
}

/** What axe-core finds wrong with the page, in both themes. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // The page's own policy forbids scripts from elsewhere; evaluating goes past it.
    await page.evaluate(axe);
    const ids: string[] = await page.evaluate(
      `axe.run(document).then(({ violations }) => violations.map((it) => it.id + ': ' + it.nodes.map((node) => node.html.slice(0, 120)).join(' ; ')))`,
    );
    found.push(...ids.map((id) => `${colorScheme} ${id}`));
  }
  return found;
}

describe.skipIf(chromiumPath === null)('the organizer, by keyboard alone', () => {
  let product: Product;
  let browser: Browser;
  let desk: Page;
  let encoder: Push | null = null;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launchBrowser();
    // Without motion, axe does not measure a colour on its way from one theme to the other.
    const calm = { reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } } as const;
    desk = await browser.newPage({ locale: 'en-GB', ...calm });
  });

  afterAll(async () => {
    await encoder?.stop();
    await browser?.close();
    await product?.stop();
  });

  test('takes the one-time link, which is then used up', async () => {
    await desk.goto(product.organizerLink);
    expect(await violations(desk)).toEqual([]);
    await press(desk.getByRole('button', { name: 'Use the link on this browser' }));
    await desk.getByRole('button', { name: 'New event' }).waitFor();
    const other = await browser.newPage({ locale: 'en-GB' });
    await other.goto(product.organizerLink);
    await press(other.getByRole('button', { name: 'Use the link on this browser' }));
    await other.getByRole('heading', { name: 'This link has been used up' }).waitFor();
    await other.close();
  });

  test('creates an event, a stage and a talk', async () => {
    await press(desk.getByRole('button', { name: 'New event' }));
    // The form begins in its first field, and the address follows the title.
    await desk.keyboard.type('Lecture night');
    expect(await violations(desk)).toEqual([]);
    await desk.keyboard.press('Enter');
    await desk.getByRole('heading', { level: 1, name: 'Lecture night' }).waitFor();
    await press(desk.getByRole('button', { name: 'New stage' }));
    await desk.keyboard.type('Aula');
    await desk.keyboard.press('Enter');
    await desk.getByRole('link', { name: 'Aula' }).waitFor();
    await press(desk.getByRole('button', { name: 'New talk' }));
    await desk.keyboard.type('On <i>light</i>');
    await desk.getByRole('textbox', { name: 'Speakers' }).focus();
    await desk.keyboard.type('Ada');
    await press(desk.getByRole('button', { name: 'Create' }));
    await desk.getByText('On <i>light</i>').waitFor();
    expect(await violations(desk)).toEqual([]);
  });

  test('sees the key once, goes on air, and starts the talk', async () => {
    await press(desk.getByRole('link', { name: 'Aula' }));
    await desk.getByText('Nothing is on air').first().waitFor();
    await press(desk.getByRole('button', { name: 'Make a key' }));
    const key = await desk.getByRole('textbox', { name: 'Stream key' }).inputValue();
    const address = await desk.getByRole('textbox', { name: /RTMP address/ }).inputValue();
    expect(await violations(desk)).toEqual([]);
    const feed = testFeed({ width: 640, height: 360, fps: 25, seconds: 20 });
    encoder = push(feed, `${address}/${key}`, { loop: true });
    await firstFrame(desk, 60_000);
    await desk.getByRole('region', { name: 'Encoder' }).getByText('640 × 360').waitFor();
    await press(desk.getByRole('button', { name: /^Start talk/ }));
    await desk.getByRole('button', { name: /^End talk/ }).waitFor();
    // What was not named is left as it was.
    await desk.getByText(/^Ada · /).waitFor();
    await press(desk.getByRole('button', { name: 'I have it' }));
    expect(await desk.content()).not.toContain(key);
  });

  test('moderates a message and a question', async () => {
    const visitor = await browser.newPage({ locale: 'en-GB' });
    await visitor.goto(desk.url().replace('/o/', '/e/'));
    await visitor.getByRole('textbox', { name: 'Message' }).fill('hello <b>desk</b>');
    await visitor.keyboard.press('Enter');
    await visitor.getByRole('textbox', { name: 'Your name' }).fill('Ann');
    await visitor.keyboard.press('Enter');
    await press(desk.getByRole('listitem').filter({ hasText: 'hello <b>desk</b>' }), 'Delete');
    await visitor.getByText('Message removed').waitFor();
    await visitor.getByRole('tab', { name: /Questions/ }).click();
    await visitor.getByRole('textbox', { name: 'Your question' }).fill('Why?');
    await visitor.getByRole('button', { name: 'Ask' }).click();
    await press(desk.getByRole('tab', { name: 'Chat' }), 'ArrowRight');
    await press(desk.getByRole('listitem').filter({ hasText: 'Why?' }), 'n');
    await visitor.getByText('Being answered now').waitFor();
    expect(await violations(desk)).toEqual([]);
    await visitor.close();
  });

  test('reads what happened when the encoder is gone', async () => {
    await encoder?.stop();
    encoder = null;
    await desk
      .getByText(/The encoder’s connection dropped/)
      .first()
      .waitFor();
    expect(await violations(desk)).toEqual([]);
  });
});
