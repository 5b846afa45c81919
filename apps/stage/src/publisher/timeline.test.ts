import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RoomState } from './state.js';
import { learn } from './learn.js';
import { type Ready, append, isWorthListing, openTimeline, trim } from './timeline.js';

const broadcast = { id: 'aaaaaaaaaaaaaaaa', startedAtMs: 1_795_000_000_000 };

function ready(startMs: number, durationMs = 2000, parameters = 'A'): Ready {
  const files = { hd: { uri: 'hd/1.ts', startMs, durationMs } };
  return { startMs, durationMs, files, parameters: { hd: parameters } };
}

function list(state: RoomState, one: Ready): RoomState {
  const next = append(state, one);
  const facts = learn(next.facts['hd'], {
    parameters: one.parameters['hd'] ?? '',
    codecs: [],
    video: null,
    bytes: 1000,
    ms: one.durationMs,
  });
  return { ...next, facts: { hd: facts } };
}

const marks = (state: RoomState): boolean[] => state.moments.map((one) => one.discontinuity);

test('segments that follow one another are one run of pictures', () => {
  const state = [0, 2000, 4030].reduce(
    (so, ms) => list(so, ready(ms)),
    openTimeline(null, broadcast, 2),
  );
  expect(marks(state)).toEqual([false, false, false]);
  expect(state.endMs).toBe(6030);
  expect(state.moments.map((one) => one.sequence)).toEqual([
    1_795_000_000, 1_795_000_001, 1_795_000_002,
  ]);
});

test('a hole and other coding parameters are discontinuities', () => {
  const state = [ready(0), ready(4000), ready(6000, 2000, 'B'), ready(8000, 2000, 'B')].reduce(
    list,
    openTimeline(null, broadcast, 2),
  );
  expect(marks(state)).toEqual([false, true, true, false]);
});

test('what was listed already, or is hardly there, is not listed', () => {
  const state = list(openTimeline(null, broadcast, 2), ready(0));
  expect(isWorthListing(state, 1000, 2000)).toBe(false);
  expect(isWorthListing(state, 1950, 2000)).toBe(true);
  expect(isWorthListing(state, 2000, 33)).toBe(false);
});

test('the same broadcast goes on; another one keeps counting and begins with a discontinuity', () => {
  const state = [0, 4000].reduce((so, ms) => list(so, ready(ms)), openTimeline(null, broadcast, 2));
  expect(openTimeline(state, broadcast, 2)).toEqual(state);
  const other = openTimeline(state, { ...broadcast, id: 'bbbbbbbbbbbbbbbb' }, 2);
  expect(other).toMatchObject({
    moments: [],
    endMs: 0,
    discontinuitySequence: 1,
    nextSequence: state.nextSequence,
  });
  expect(marks([0, 2000].reduce((so, ms) => list(so, ready(ms)), other))).toEqual([true, false]);
});

test('a segment that is longer than the target raises it', () => {
  expect(list(openTimeline(null, broadcast, 2), ready(0, 2600)).targetDuration).toBe(3);
  expect(list(openTimeline(null, broadcast, 2), ready(0, 2400)).targetDuration).toBe(2);
});

test('whatever comes, numbers only grow and each discontinuity that leaves is counted', () => {
  const step = fc.record({
    gap: fc.constantFrom(0, 0, 500),
    parameters: fc.constantFrom('A', 'A', 'B'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let state = openTimeline(null, broadcast, 2);
      let tags = 0;
      for (const { gap, parameters } of steps) {
        const before = state;
        state = list(state, ready(state.endMs + gap, 2000, parameters));
        if (state.moments.at(-1)?.discontinuity === true) tags += 1;
        state = trim(state, 20_000, 3).state;
        expect(state.nextSequence).toBe(before.nextSequence + 1);
        expect(state.discontinuitySequence + marks(state).filter(Boolean).length).toBe(tags);
        expect(state.moments.length).toBeLessThanOrEqual(11);
      }
    }),
  );
});

test('a list keeps its least, however old', () => {
  const state = [0, 2000, 4000, 6000].reduce(
    (so, ms) => list(so, ready(ms)),
    openTimeline(null, broadcast, 2),
  );
  expect(trim(state, 0, 3).state.moments).toHaveLength(3);
  expect(trim(state, 60_000, 3).left).toEqual([]);
});
