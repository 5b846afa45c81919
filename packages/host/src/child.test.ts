import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeExit, startChild } from './child.js';

const node = (script: string, more = {}) =>
  startChild({ name: 'probe', command: process.execPath, args: ['-e', script], ...more });

it('tells the exit once, with the end of stderr', async () => {
  const child = node('console.error("first"); console.error("last"); process.exit(3)');
  const exits: unknown[] = [];
  child.on('exit', (exit) => exits.push(exit));
  const exit = await child.exited;
  await sleep(50);
  expect(exits).toEqual([{ code: 3, signal: null, stderrTail: 'first\nlast' }]);
  expect(describeExit('probe', exit)).toBe('probe ended with exit code 3: last');
  expect(child.running).toBe(false);
});

it('says in a sentence that a program does not exist', async () => {
  const exit = await startChild({ name: 'The encoder', command: 'no-such-program', args: [] })
    .exited;
  expect(exit.error).toBe('The encoder could not start: there is no program "no-such-program".');
});

it('does not throw when a working directory does not exist', async () => {
  const exit = await node('', { cwd: '/no/such/directory' }).exited;
  expect(exit.error).toContain('probe could not start');
});

it('survives a child that closes its stdin under it', async () => {
  const child = node('process.stdin.destroy(); setTimeout(() => {}, 300)', {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await sleep(200);
  child.stdin?.write(Buffer.alloc(1_000_000));
  expect((await child.exited).code).toBe(0);
});

it('ends a child that does not listen by force', async () => {
  const child = node(
    'process.on("SIGTERM", () => {}); console.error("up"); setInterval(() => {}, 1000)',
  );
  await new Promise((resolve) => child.once('line', resolve));
  expect((await child.stop({ graceMs: 100 })).signal).toBe('SIGKILL');
});

it('can be stopped when it is gone already', async () => {
  const child = node('');
  await child.exited;
  expect((await child.stop()).code).toBe(0);
});

it.runIf(process.platform === 'linux')('dies with its parent, even of SIGKILL', async () => {
  const module = new URL('../dist/child.js', import.meta.url).href;
  const script = `
    import { startChild } from ${JSON.stringify(module)};
    const child = startChild({ name: 'leaf', command: 'sleep', args: ['60'] });
    console.log(child.pid);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script]);
  const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(pid)).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    // A process that nobody has waited for yet is dead all the same.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    // ENOENT: gone.
    return false;
  }
}
