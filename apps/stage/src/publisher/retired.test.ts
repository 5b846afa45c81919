import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Retired } from './retired.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-retired-'));
  mkdirSync(join(folder, 'hd'));
  for (const name of ['1.ts', '2.ts', '3.ts', '3.ts.tmp'])
    writeFileSync(join(folder, 'hd', name), '');
  writeFileSync(join(folder, 'index.m3u8'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const here = (): string[] =>
  ['hd/1.ts', 'hd/2.ts', 'hd/3.ts', 'hd/3.ts.tmp', 'index.m3u8'].filter((name) =>
    existsSync(join(folder, name)),
  );

test('a segment stays for its time after it left the list', async () => {
  const retired = new Retired(folder, 60_000);
  retired.add('hd/1.ts', 1000);
  await retired.sweep(60_999);
  expect(here()).toContain('hd/1.ts');
  await retired.sweep(61_000);
  expect(here()).not.toContain('hd/1.ts');
});

test('what an earlier process left is found, and nothing that is listed is touched', async () => {
  const retired = new Retired(folder, 60_000);
  await retired.addUnlisted(new Set(['hd/3.ts']), 0);
  await retired.sweep(60_000);
  expect(here()).toEqual(['hd/3.ts', 'index.m3u8']);
});

test('on a full disk nothing waits', async () => {
  const retired = new Retired(folder, 60_000);
  retired.add('hd/2.ts', 0);
  await retired.sweep(1, true);
  expect(here()).not.toContain('hd/2.ts');
});
