import { describe, expect, it } from 'vitest';
import { applyPlayerEvent, bestFirst, initialState, isBehind, type PlayerEvent } from './state.js';

const after = (...events: PlayerEvent[]) => events.reduce(applyPlayerEvent, initialState);

describe('the player’s fold', () => {
  it('loads before the first picture, and waits only after it', () => {
    expect(after({ type: 'waiting' }).status).toBe('loading');
    expect(after({ type: 'playing' }, { type: 'waiting' }).status).toBe('waiting');
    expect(after({ type: 'playing' }, { type: 'waiting' }, { type: 'playing' }).status).toBe(
      'playing',
    );
  });

  it('does not call a paused or retrying player waiting', () => {
    expect(after({ type: 'playing' }, { type: 'paused' }, { type: 'waiting' }).status).toBe(
      'paused',
    );
    expect(after({ type: 'playing' }, { type: 'failed' }, { type: 'waiting' }).status).toBe(
      'retrying',
    );
    expect(after({ type: 'playing' }, { type: 'failed' }, { type: 'paused' }).status).toBe(
      'retrying',
    );
  });

  it('comes back from retrying with the next picture', () => {
    expect(after({ type: 'failed' }, { type: 'playing' }).status).toBe('playing');
  });

  it('says that the sound is held until somebody turns it on', () => {
    const held = after(
      { type: 'held', what: 'sound' },
      { type: 'volume', muted: true, volume: 1 },
      { type: 'playing' },
    );
    expect(held.held).toBe('sound');
    expect(applyPlayerEvent(held, { type: 'volume', muted: false, volume: 1 }).held).toBe(
      'nothing',
    );
  });

  it('forgets that all was held once it plays', () => {
    expect(after({ type: 'held', what: 'all' }, { type: 'playing' }).held).toBe('nothing');
  });

  it('calls ten seconds behind', () => {
    expect(isBehind(after({ type: 'place', behindMs: 9_999, windowMs: 60_000 }))).toBe(false);
    expect(isBehind(after({ type: 'place', behindMs: 10_000, windowMs: 60_000 }))).toBe(true);
  });
});

it('orders qualities from the finest to sound alone', () => {
  const quality = (key: string, height: number, kbps: number) => ({ key, height, fps: 30, kbps });
  const keys = bestFirst([
    quality('audio', 0, 64),
    quality('sd', 480, 1_200),
    quality('fhd', 1080, 4_500),
  ]).map((it) => it.key);
  expect(keys).toEqual(['fhd', 'sd', 'audio']);
});
