import { expect, it } from 'vitest';
import { Faults } from './faults.js';

it('keeps one fault per code: the newest sentence, the first time', () => {
  const faults = new Faults();
  faults.raise('no_audio', 'one', 1_000.4);
  faults.raise('no_audio', 'two', 2_000);
  expect(faults.list(3_000)).toEqual([{ code: 'no_audio', sentence: 'two', sinceMs: 1_000 }]);
  faults.clear('no_audio');
  expect(faults.list(3_000)).toEqual([]);
});

it('forgets a fault that was only to be heard of', () => {
  const faults = new Faults();
  faults.raise('second_encoder_refused', 'x', 0, 60_000);
  expect(faults.list(59_999)).toHaveLength(1);
  expect(faults.list(60_000)).toEqual([]);
});
