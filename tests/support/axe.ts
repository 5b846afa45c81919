import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.0 to 2.2 A and AA and its best practices, as readable lines. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(async () => {
    interface Found {
      violations: { id: string; help: string; nodes: { target: string[] }[] }[];
    }
    const runner: unknown = Reflect.get(globalThis, 'axe');
    if (typeof runner !== 'object' || runner === null) throw new Error('axe did not load');
    const run: (context: Document, options: object) => Promise<Found> = Reflect.get(runner, 'run');
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await run(document, { runOnly: { type: 'tag', values: tags } });
    return found.violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`,
    );
  });
}
