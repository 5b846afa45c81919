import { expect, it, vi } from 'vitest';
import { Shutdown } from './shutdown.ts';

it('closes the last opened first, each once, and goes on behind one that fails', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {});
  const closed: string[] = [];
  const shutdown = new Shutdown();
  shutdown.add('first', () => void closed.push('first'));
  shutdown.add('broken', () => {
    throw new Error('broken');
  });
  shutdown.add('last', async () => void closed.push('last'));
  expect(shutdown.started).toBe(false);
  await Promise.all([shutdown.run(), shutdown.run()]);
  expect(closed).toEqual(['last', 'first']);
  expect(report).toHaveBeenCalledTimes(1);
  report.mockRestore();
});
