/**
 * Page weight: what a browser loads to show an attendee's stage page, gzip, without the player's code, against
 * the least that React itself needs (floor.ts) built in the same run.
 *
 *   npm run bench:page-weight
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromiumPath, launchBrowser } from '../../tests/support/browser.ts';
import { createStage, Visitor } from '../../tests/support/organizer.ts';
import { startProduct } from '../../tests/support/product.ts';
import { number, table } from '../support/report.ts';
import { need } from '../support/tools.ts';
import { reactFloor } from './floor.ts';

const BUDGET = 150_000;
/** A name that hls.js keeps through minification, and nothing else has. */
const PLAYER = 'hlsManifestParsed';

interface Part {
  name: string;
  kind: string;
  bytes: number;
  gzip: number;
  player: boolean;
}

need({ Chromium: chromiumPath }, 'only a browser knows what a page really loads');
const loaded = await loadStagePage();
const page = loaded.filter((part) => !part.player);
const total = page.reduce((sum, part) => sum + part.gzip, 0);
const player = playerChunk();
const floor = await reactFloor();

console.log('\nPage weight of the attend entrance, gzip -9\n');
console.log(
  table([
    ['loaded', 'kind', 'kB', 'gzip kB'],
    ...page.map((part) => [part.name, part.kind, kilobytes(part.bytes), kilobytes(part.gzip)]),
    ['all of it, without the player', '', '', kilobytes(total)],
    ['the player, loaded beside it', '', kilobytes(player.bytes), kilobytes(player.gzip)],
    ['floor: react and react-dom alone', '', '', kilobytes(floor)],
  ]),
);
console.log(
  `\nEntrance without the player: ${kilobytes(total)} kB, goal ≤ ${BUDGET / 1_000} kB: ${total <= BUDGET ? 'met' : 'missed'}; ${(total / floor).toFixed(2)} × the floor.`,
);

/** Every document, script, style and font that Chromium got for a stage that waits for its talk. */
async function loadStagePage(): Promise<Part[]> {
  const product = await startProduct();
  const browser = await launchBrowser();
  try {
    const stage = await createStage(await Visitor.organize(product.url, product.organizerLink));
    const tab = await browser.newPage();
    const parts: Promise<Part>[] = [];
    tab.on('response', (response) => {
      const kind = response.request().resourceType();
      if (!['document', 'script', 'stylesheet', 'font', 'image'].includes(kind)) return;
      parts.push(
        response.body().then((body) => weigh(new URL(response.url()).pathname, kind, body)),
      );
    });
    await tab.goto(`${product.url}/e/${stage.event}/${stage.slug}`, { waitUntil: 'networkidle' });
    return await Promise.all(parts);
  } finally {
    await browser.close();
    await product.stop();
  }
}

function weigh(name: string, kind: string, body: Buffer): Part {
  return {
    name,
    kind,
    bytes: body.length,
    gzip: gzipSync(body, { level: 9 }).length,
    player: body.includes(PLAYER),
  };
}

/** The chunk with the player's code, whether the page has asked for it yet or not. */
function playerChunk(): Part {
  const folder = join(import.meta.dirname, '../../apps/web/dist/assets');
  const parts = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => weigh(name, 'script', readFileSync(join(folder, name))));
  const found = parts.find((part) => part.player);
  if (found === undefined) throw new Error(`No chunk in ${folder} holds the player.`);
  return found;
}

function kilobytes(bytes: number): string {
  return number(bytes / 1_000);
}
