import { expect, it } from 'vitest';
import { supervise } from './supervised.js';

const script = (code: string) => () => ({
  name: 'probe',
  command: process.execPath,
  args: ['-e', code],
});

it('starts a child again, later each time, and stops doing so when it is closed', async () => {
  const part = supervise({ child: script('process.exit(1)'), minWaitMs: 10, maxWaitMs: 40 });
  const waits: number[] = [];
  await new Promise<void>((resolve) => {
    part.on('died', (_, waitMs) => {
      waits.push(waitMs);
      if (waits.length === 4) resolve();
    });
  });
  await part.close();
  expect(waits).toEqual([10, 20, 40, 40]);
});

it('waits briefly again after a child that ran for a while', async () => {
  const part = supervise({
    child: script('setTimeout(() => {}, 60)'),
    minWaitMs: 5,
    maxWaitMs: 80,
    stableMs: 50,
  });
  const waits: number[] = [];
  await new Promise<void>((resolve) => {
    part.on('died', (_, waitMs) => {
      waits.push(waitMs);
      if (waits.length === 3) resolve();
    });
  });
  await part.close();
  expect(waits).toEqual([5, 5, 5]);
});

it('gives up after a final exit', async () => {
  const part = supervise({ child: script('process.exit(78)'), isFinal: ({ code }) => code === 78 });
  const exit = await new Promise<{ code: number | null }>((resolve) => part.on('gaveUp', resolve));
  expect(exit.code).toBe(78);
  await part.close();
});

it('ends the child when it is closed, and may be closed twice', async () => {
  const part = supervise({ child: script('setInterval(() => {}, 1000)') });
  const child = await new Promise<{ running: boolean }>((resolve) => part.on('started', resolve));
  await Promise.all([part.close(), part.close()]);
  expect(child.running).toBe(false);
  expect(part.child).toBeUndefined();
});

it('starts nothing when it is closed at once', async () => {
  const part = supervise({ child: script('') });
  let started = 0;
  part.on('started', () => (started += 1));
  await part.close();
  expect(started).toBe(0);
});
