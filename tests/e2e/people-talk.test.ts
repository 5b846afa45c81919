import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser } from '../support/browser.ts';
import { createStage, Visitor, type Stage } from '../support/organizer.ts';
import { command } from '../support/post.ts';
import { startProduct, type Product } from '../support/product.ts';
import { eventually } from '../support/wait.ts';

let product: Product;
let organizer: Visitor;
let stage: Stage;
let browser: Browser;
const foreign: string[] = [];

async function open(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(product.url).host)
      foreign.push(request.url());
  });
  await page.goto(product.url + path);
  return page;
}

const watch = () => `/e/${stage.event}/${stage.slug}`;

beforeAll(async () => {
  if (chromiumPath === null) return;
  product = await startProduct();
  organizer = await Visitor.organize(product.url, product.organizerLink);
  stage = await createStage(organizer);
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe.skipIf(chromiumPath === null)('attendees', () => {
  test('two browsers chat, and what looks like markup is text', async () => {
    const [ada, grace] = [await open(watch()), await open(watch())];
    await ada
      .getByLabel('Message', { exact: true })
      .fill('<img src=x onerror=alert(1)> Hello from Ada');
    await ada.keyboard.press('Enter');
    await ada.getByRole('textbox', { name: 'Your name' }).fill('Ada <b>Lovelace</b>');
    await ada.keyboard.press('Enter');
    await grace.getByText('<img src=x onerror=alert(1)> Hello from Ada').waitFor();
    await grace.getByText('Ada <b>Lovelace</b>').first().waitFor();
    await ada.reload();
    await ada.getByText('<img src=x onerror=alert(1)> Hello from Ada').waitFor();
    expect(await ada.locator('img[src="x"]').count()).toBe(0);
  }, 60_000);

  test('a question is asked, voted for by two, answered by a moderator, and seen so by all', async () => {
    const asker = await Visitor.enter(product.url);
    await asker.call('PATCH', '/api/session', { name: 'Katherine' });
    const { seq } = await command(asker, stage.room, 'question.ask', {
      text: 'How far is the moon?',
    });
    const pages = [await open(watch()), await open(watch())];
    for (const [index, page] of pages.entries()) {
      await page.getByRole('tab', { name: /Questions/ }).click();
      await page.getByRole('button', { name: 'Vote for: How far is the moon?' }).click();
      const name = page.getByRole('textbox', { name: 'Your name' });
      await name.waitFor();
      await name.fill(`Voter ${index}`);
      await page.keyboard.press('Enter');
    }
    const [first] = pages;
    if (!first) throw new Error('no page');
    await first.getByText('2 votes').first().waitFor({ state: 'attached', timeout: 10_000 });
    await command(organizer, stage.room, 'question.change', {
      question: seq,
      state: 'answering',
      pinned: false,
    });
    await first.getByText('Being answered now').waitFor();
  }, 60_000);

  test('a removed message leaves a trace and no text', async () => {
    const page = await open(watch());
    const rude = await Visitor.enter(product.url);
    await rude.call('PATCH', '/api/session', { name: 'Rude' });
    const { seq } = await command(rude, stage.room, 'chat.post', { text: 'an ugly word' });
    await page.getByText('an ugly word').waitFor();
    await command(organizer, stage.room, 'chat.remove', { target: seq });
    await page.getByText('Message removed').waitFor();
    expect(await page.getByText('an ugly word').count()).toBe(0);
    await page.reload();
    await page.getByText('Message removed').waitFor();
    expect(await page.content()).not.toContain('an ugly word');
  }, 60_000);

  test('everything an attendee does works by keyboard alone', async () => {
    const page = await open(`/e/${stage.event}`);
    // Any mouse event would be a lie in this test.
    await page.evaluate(() => {
      const refuse = (event: Event) => {
        if (
          event instanceof PointerEvent &&
          event.pointerType !== '' &&
          event.isTrusted &&
          event.detail > 0
        )
          document.body.dataset['mouse'] = event.type;
      };
      for (const type of ['pointerdown', 'mousedown'])
        document.addEventListener(type, refuse, true);
    });
    await page.getByText('Main hall').first().waitFor();
    await tabTo(page, 'a', /Main hall/);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${watch()}`);
    await page.getByRole('tab', { name: 'Chat' }).waitFor();

    await tabTo(page, 'textarea', /Message/);
    await page.keyboard.type('Written without a mouse');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Your name' }).waitFor();
    await page.keyboard.type('Keyboard');
    await page.keyboard.press('Enter');
    await page.getByText('Written without a mouse').waitFor();

    await tabTo(page, '[role=tab]', /Chat/);
    await page.keyboard.press('ArrowRight');
    await eventually('the questions tab', () =>
      page.getByRole('tab', { name: /Questions/, selected: true }).isVisible(),
    );
    await tabTo(page, 'textarea,input', /Your question/);
    await page.keyboard.type('Can this be asked by keyboard?');
    await tabTo(page, 'button', /^Ask$/);
    await page.keyboard.press('Enter');
    await page.getByText('Can this be asked by keyboard?').first().waitFor();
    await tabTo(page, 'button', /Vote for: How far is the moon/);
    await page.keyboard.press('Space');
    await page.getByText('3 votes').first().waitFor({ state: 'attached', timeout: 10_000 });
    expect(await page.evaluate(() => document.body.dataset['mouse'] ?? 'none')).toBe('none');
  }, 90_000);

  test('no page asked anybody else for anything', () => {
    expect(foreign).toEqual([]);
  });
});

/** Presses Tab until an element of this kind and name has the focus; fails after a full round. */
async function tabTo(page: Page, selector: string, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step++) {
    const focused = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || !element.matches(wanted)) return null;
      const labels =
        'labels' in element && element.labels instanceof NodeList ? [...element.labels] : [];
      return [
        element.getAttribute('aria-label'),
        element.textContent,
        ...labels.map((label) => label.textContent),
      ]
        .filter(Boolean)
        .join(' ');
    }, selector);
    if (focused !== null && name.test(focused.trim())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${selector} named ${name}`);
}
