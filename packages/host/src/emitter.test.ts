import { expect, it, vi } from 'vitest';
import { Emitter } from './emitter.js';

interface Events extends Record<string, unknown[]> {
  said: [word: string, times: number];
}

it('calls every listener, also behind one that throws', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {});
  const emitter = new Emitter<Events>();
  const heard: string[] = [];
  emitter.on('said', () => {
    throw new Error('broken listener');
  });
  emitter.on('said', (word, times) => heard.push(word.repeat(times)));
  emitter.emit('said', 'ha', 2);
  expect(heard).toEqual(['haha']);
  expect(report).toHaveBeenCalledTimes(1);
  report.mockRestore();
});

it('lets listeners go, before and during an event', () => {
  const emitter = new Emitter<Events>();
  const heard: string[] = [];
  const off = emitter.on('said', () => heard.push('first'));
  emitter.once('said', () => {
    heard.push('once');
    off();
  });
  emitter.emit('said', '', 0);
  emitter.emit('said', '', 0);
  expect(heard).toEqual(['first', 'once']);
  expect(emitter.listenerCount('said')).toBe(0);
});
