import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { firstFrame, launchBrowser } from './support/browser.ts';
import { Visitor } from './support/organizer.ts';
import { command } from './support/post.ts';
import { startProduct, type Product } from './support/product.ts';
import { eventually } from './support/wait.ts';

/** `npm run screenshots`: pictures of every page for the guides, made from the demo event. */
const out = join(import.meta.dirname, '../docs/screenshots');
const EVENT = 'demo_event';
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

async function talk(product: Product, organizer: Visitor): Promise<void> {
  const room = (await organizer.event(EVENT)).rooms.find((view) => view.slug === 'main_hall');
  if (!room) throw new Error('the demo has no main hall');
  const person = async (name: string) => {
    const visitor = await Visitor.enter(product.url);
    await visitor.call('PATCH', '/api/session', { name });
    return visitor;
  };
  const people = [
    await person('Amara'),
    await person('Jonas'),
    await person('Mei'),
    await person('Sofía'),
  ];
  const [amara, jonas, mei, sofia] = people;
  if (!amara || !jonas || !mei || !sofia) throw new Error('nobody came');
  await organizer.call('PATCH', '/api/session', { name: 'Ines' });
  const say = (who: Visitor, text: string) => command(who, room.id, 'chat.post', { text });
  await say(organizer, 'Welcome, everybody! Questions go into the tab beside this one.');
  await say(amara, 'Good morning from Nairobi!');
  await say(jonas, 'Sound and picture are clear in Hamburg.');
  await say(mei, 'Same here. Are the slides somewhere?');
  await say(organizer, 'They will be linked on the event page after the talk.');
  await say(sofia, 'I just lost my train’s Wi-Fi for a minute and missed nothing. Nice.');
  const ask = (who: Visitor, text: string) => command(who, room.id, 'question.ask', { text });
  const first = await ask(mei, 'Does this work when the venue’s network is bad?');
  const second = await ask(jonas, 'Can two people moderate at the same time?');
  const third = await ask(amara, 'How large can an event be on one server?');
  const vote = (who: Visitor, seq: number) =>
    command(who, room.id, 'question.vote', { question: seq, up: true });
  for (const who of people) await vote(who, third.seq);
  for (const who of [amara, sofia]) await vote(who, first.seq);
  await command(organizer, room.id, 'question.change', {
    question: first.seq,
    state: 'answering',
    pinned: false,
  });
  await vote(sofia, second.seq);
}

async function picture(
  browser: Browser,
  product: Product,
  organizer: Visitor,
  name: string,
  path: string,
  tab?: string,
): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB' });
      const cut = organizer.cookie.indexOf('=');
      if (path.startsWith('/o'))
        await context.addCookies([
          {
            name: organizer.cookie.slice(0, cut),
            value: organizer.cookie.slice(cut + 1),
            url: product.url,
          },
        ]);
      const page = await context.newPage();
      await page.goto(product.url + path);
      if (path.endsWith('main_hall')) await firstFrame(page, 60_000);
      if (tab !== undefined) await page.getByRole('tab', { name: new RegExp(tab) }).click();
      await page.waitForTimeout(3_000);
      await page.screenshot({
        path: join(out, `${name}-${size}-${colorScheme}.jpg`),
        type: 'jpeg',
        quality: 82,
      });
      await context.close();
    }
  }
}

mkdirSync(out, { recursive: true });
const product = await startProduct({ args: [] });
const browser = await launchBrowser();
try {
  const organizer = await Visitor.organize(product.url, product.organizerLink);
  await eventually(
    'the demo talk on air',
    async () =>
      (await organizer.event(EVENT)).rooms.some(
        (room) => room.slug === 'main_hall' && room.stage.state === 'live',
      ),
    120_000,
  );
  await talk(product, organizer);
  const take = (name: string, path: string, tab?: string) =>
    picture(browser, product, organizer, name, path, tab);
  await take('stage', `/e/${EVENT}/main_hall`);
  await take('questions', `/e/${EVENT}/main_hall`, 'Questions');
  await take('before', `/e/${EVENT}/your_stage`);
  await take('event', `/e/${EVENT}`);
  await take('organize-events', '/o');
  await take('organize-event', `/o/${EVENT}`);
  await take('desk', `/o/${EVENT}/main_hall`);
  console.log(`Pictures are in ${out}`);
} finally {
  await browser.close();
  await product.stop();
}
