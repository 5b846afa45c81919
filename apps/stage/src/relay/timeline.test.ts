import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timeline } from './timeline.js';

const T0 = 1_700_000_000_000;

describe('Timeline', () => {
  it('begins at 0 with the first tag, whatever its stamp', () => {
    const line = new Timeline(null);
    expect(line.anchor(123_456, T0)).toBe(0);
    expect(line.place(123_456, T0)).toEqual({ ms: 0, jumpedMs: 0 });
    expect(line.place(123_489, T0 + 30)).toEqual({ ms: 33, jumpedMs: 0 });
    expect(line.originMs).toBe(T0);
  });

  it('keeps the distances of the source, not those of arrival', () => {
    const line = new Timeline(null);
    line.anchor(0, T0);
    const wall = [0, 200, 210, 220, 400];
    const ms = [0, 40, 80, 120, 160].map((stamp, at) => line.place(stamp, T0 + (wall[at] ?? 0)).ms);
    expect(ms).toEqual([0, 40, 80, 120, 160]);
  });

  it('goes on over the wrap of 32 bits', () => {
    const line = new Timeline(null);
    line.anchor(0xffff_ffff - 19, T0);
    line.place(0xffff_ffff - 19, T0);
    expect(line.place(20, T0 + 40)).toEqual({ ms: 40, jumpedMs: 0 });
  });

  it('cuts a jump ahead to the wall clock', () => {
    const line = new Timeline(null);
    line.anchor(0, T0);
    line.place(0, T0);
    expect(line.place(60_000, T0 + 40)).toEqual({ ms: 40, jumpedMs: 60_000 });
    expect(line.place(60_040, T0 + 80)).toEqual({ ms: 80, jumpedMs: 0 });
  });

  it('cuts a jump back, and does not go back itself', () => {
    const line = new Timeline(null);
    line.anchor(100_000, T0);
    line.place(100_000, T0);
    line.place(101_000, T0 + 1_000);
    expect(line.place(0, T0 + 1_010)).toEqual({ ms: 1_010, jumpedMs: -101_000 });
  });

  it('takes a pause that the wall clock saw too for no jump', () => {
    const line = new Timeline(null);
    line.anchor(0, T0);
    line.place(0, T0);
    expect(line.place(5_000, T0 + 5_000)).toEqual({ ms: 5_000, jumpedMs: 0 });
  });

  it('puts a later source behind the former, at the wall clock when that is further', () => {
    const line = new Timeline(null);
    line.anchor(0, T0);
    line.place(1_000, T0);
    expect(line.anchor(7, T0 + 500)).toBe(1_001);
    expect(line.anchor(7, T0 + 9_000)).toBe(9_000);
  });

  it('goes on where a former process was', () => {
    const line = new Timeline(T0, 50_000);
    expect(line.anchor(0, T0 + 60_000)).toBe(60_000);
    expect(new Timeline(T0, 50_000).anchor(0, T0 + 1_000)).toBe(50_000);
  });

  it('never goes back and stays near the wall clock, whatever the stamps', () => {
    const step = fc.record({
      stamp: fc.oneof(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 0, max: 5_000 })),
      wall: fc.integer({ min: 0, max: 3_000 }),
      change: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const line = new Timeline(null);
        let [wall, last] = [T0, -1];
        for (const { stamp, wall: passed, change } of steps) {
          wall += passed;
          if (change) line.anchor(stamp, wall);
          const { ms } = line.place(stamp, wall);
          expect(ms).toBeGreaterThanOrEqual(last);
          expect(Number.isSafeInteger(ms)).toBe(true);
          last = ms;
        }
        // Each step may gain at most 2 s on the wall clock, and one ms per change of source.
        expect(last).toBeLessThanOrEqual(wall - T0 + steps.length * 2_001);
      }),
    );
  });
});
