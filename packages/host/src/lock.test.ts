import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryLocked, lockDirectory } from './lock.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lectern-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A process that takes the lock, says "got" or the pid of the holder, and keeps it until it is killed. */
const rival = `
  import { lockDirectory } from ${JSON.stringify(new URL('../dist/lock.js', import.meta.url).href)};
  const [, dir, rounds] = process.argv;
  const results = [];
  for (let round = 0; round < Number(rounds); round++) {
    try { lockDirectory(dir + '/' + round); results.push('got'); }
    catch (error) { results.push(error.pid ?? error.message); }
  }
  console.log(JSON.stringify(results));
  setInterval(() => {}, 1000);`;

function startRival(rounds: number): { child: ChildProcess; results: Promise<unknown[]> } {
  const child = spawn(process.execPath, [
    '--no-warnings',
    '--input-type=module',
    '-e',
    rival,
    dir,
    String(rounds),
  ]);
  const results = new Promise<unknown[]>((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (data: Buffer) => resolve(JSON.parse(data.toString())));
  });
  return { child, results };
}

it('is taken by exactly one of two processes, in each of 100 races, and the other names it', async () => {
  const rivals = [startRival(100), startRival(100)] as const;
  const [first, second] = await Promise.all([rivals[0].results, rivals[1].results]);
  const [firstPid, secondPid] = rivals.map(({ child }) => child.pid);
  const wins = first.map((result, round) => [result, second[round]]);
  expect(wins).toHaveLength(100);
  for (const [a, b] of wins) {
    expect([
      ['got', firstPid],
      [secondPid, 'got'],
    ]).toContainEqual([a, b]);
  }
  for (const { child } of rivals) child.kill('SIGKILL');
}, 60_000);

it('is free again after a kill -9 of its holder', async () => {
  const { child, results } = startRival(1);
  expect(await results).toEqual(['got']);
  const held = join(dir, '0');
  expect(() => lockDirectory(held)).toThrow(DirectoryLocked);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  lockDirectory(held).release();
});

it('can be taken once in a process, and again after it is released', () => {
  const lock = lockDirectory(dir);
  expect(() => lockDirectory(dir)).toThrow(new DirectoryLocked(dir, process.pid));
  lock.release();
  lock.release();
  lockDirectory(dir).release();
});

it('is not disturbed by what a holder left behind', () => {
  writeFileSync(join(dir, 'lock.pid'), '999999999');
  lockDirectory(dir).release();
});
