import type { TalkView } from '@lectern/protocol/http';
import { describe, expect, it } from 'vitest';
import { initialState } from '../../live/player/state.js';
import { banner, slate, type Facts } from './situation.js';

const now = 1_000_000_000;
const talk = (startMs: number, state: TalkView['state']): TalkView => ({
  id: 'a',
  guid: '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f',
  code: 'ABC123',
  room: 'hall',
  title: 'A',
  abstract: null,
  speakers: [],
  startMs,
  endMs: startMs + 60_000,
  language: 'en',
  state,
});
const quiet: Facts = {
  stage: { state: 'offline', sinceMs: 0 },
  talks: { now: null, next: null },
  player: null,
  online: true,
  serverAway: false,
  nowMs: now,
};
const quality = { key: 'a', height: 720, fps: 30, kbps: 2_500 };
const playing = { ...initialState, status: 'playing' as const, qualities: [quality] };
const live: Facts = { ...quiet, stage: { state: 'live', sinceMs: now }, player: playing };

describe('slate', () => {
  it.each<[string, Partial<Facts>, string | null]>([
    ['nothing planned', {}, 'nothing'],
    ['before the next talk', { talks: { now: null, next: talk(now + 1, 'planned') } }, 'before'],
    ['a talk that is due', { talks: { now: talk(now - 1, 'planned'), next: null } }, 'before'],
    ['a cancelled talk', { talks: { now: talk(now - 1, 'cancelled'), next: null } }, 'cancelled'],
    ['an encoder without a picture', { stage: { state: 'starting', sinceMs: now } }, 'starting'],
    ['on air, the player on its way', { stage: { state: 'live', sinceMs: now } }, 'loading'],
    ['over', { stage: { state: 'ended', sinceMs: now } }, 'ended'],
    [
      'over, the next talk is hours away',
      {
        stage: { state: 'ended', sinceMs: now },
        talks: { now: null, next: talk(now + 7_200_000, 'planned') },
      },
      'ended',
    ],
    [
      'over, the next talk is near',
      {
        stage: { state: 'ended', sinceMs: now },
        talks: { now: null, next: talk(now + 60_000, 'planned') },
      },
      'before',
    ],
    ['a picture', { player: playing }, null],
    ['a picture that waits', { player: { ...playing, status: 'waiting' } }, null],
    [
      'lost before the first picture',
      { player: { ...initialState, status: 'retrying' } },
      'retrying',
    ],
    ['lost after it', { player: { ...playing, status: 'retrying' } }, null],
    [
      'played to the end',
      { stage: { state: 'ended', sinceMs: now }, player: { ...playing, status: 'ended' } },
      'ended',
    ],
    [
      'played to the end before the room says so',
      { stage: { state: 'away', sinceMs: now }, player: { ...playing, status: 'ended' } },
      'stopped',
    ],
    [
      'a new broadcast whose player is not there yet',
      { stage: { state: 'live', sinceMs: now }, player: { ...playing, status: 'ended' } },
      'loading',
    ],
    [
      'the encoder left for good in the middle of a talk',
      {
        stage: { state: 'ended', sinceMs: now },
        talks: { now: talk(now - 1, 'planned'), next: null },
      },
      'stopped',
    ],
    [
      'an earlier broadcast ended before this talk was due',
      {
        stage: { state: 'ended', sinceMs: now - 2 },
        talks: { now: talk(now - 1, 'planned'), next: null },
      },
      'before',
    ],
    [
      'a talk that goes on off the air',
      {
        stage: { state: 'ended', sinceMs: now - 2 },
        talks: { now: talk(now - 1, 'live'), next: null },
      },
      'stopped',
    ],
    ['a browser that cannot', { player: { ...initialState, status: 'unplayable' } }, 'unplayable'],
    ['held until a press', { player: { ...initialState, held: 'all' } }, null],
  ])('%s', (_, facts, name) => {
    expect(slate({ ...quiet, ...facts })?.name ?? null).toBe(name);
  });
});

describe('banner', () => {
  it('says the most important thing only', () => {
    expect(banner(live)).toBeNull();
    expect(banner({ ...live, serverAway: true })?.name).toBe('serverAway');
    expect(banner({ ...quiet, serverAway: true })?.name).toBe('serverAwayQuiet');
    expect(
      banner({ ...live, player: { ...playing, status: 'waiting' }, serverAway: true })?.name,
    ).toBe('waiting');
    expect(banner({ ...live, stage: { state: 'away', sinceMs: 7 }, serverAway: true })).toEqual({
      name: 'away',
      sinceMs: 7,
    });
    expect(banner({ ...live, player: { ...playing, status: 'retrying' } })?.name).toBe('retrying');
    expect(banner({ ...live, online: false, stage: { state: 'away', sinceMs: 7 } })?.name).toBe(
      'offline',
    );
  });
});
