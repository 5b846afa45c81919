import type { ObservedStage, StageFault } from '@lectern/protocol/stage';
import { expect, it } from 'vitest';
import { trafficLight, type LightWords } from './traffic-light.js';

const words: LightWords = {
  neverHeard: 'never heard',
  hostSilent: (age) => `host silent ${age}`,
  offline: 'offline',
  ended: 'ended',
  starting: 'starting',
  away: (age) => `away ${age}`,
  encoderSilent: (age) => `encoder silent ${age}`,
  packagerRestarting: 'restarting',
  tooSlow: (speed) => `slow ${speed}`,
  listedLate: (lag) => `late ${lag}`,
  talkNotStarted: (title) => `start ${title}`,
  fine: (onAir) => `fine ${onAir}`,
};

const NOW = 1_000_000;
const live: ObservedStage = {
  room: 'aaaaaaaaaaaaaaaa',
  state: 'live',
  broadcast: 'bbbbbbbbbbbbbbbb',
  sinceMs: NOW - 60_000,
  startedAtMs: NOW - 60_000,
  listedMs: 58_000,
  ingest: {
    sinceMs: NOW - 60_000,
    from: '192.0.2.1',
    encoder: 'obs',
    kbps: 4_000,
    fps: 30,
    width: 1280,
    height: 720,
    videoCodec: 'h264',
    audioCodec: 'aac',
    silentMs: 20,
  },
  packager: {
    kind: 'ladder',
    state: 'running',
    restarts: 0,
    renditions: [],
    listedLagMs: 900,
    speed: 1,
  },
  faults: [],
};
const fault = (code: StageFault['code']): StageFault => ({
  code,
  sinceMs: NOW,
  sentence: `fault ${code}`,
});
const light = (
  stage: ObservedStage | null,
  more: { hostSeenMs?: number | null; overdueTalk?: string } = {},
) =>
  trafficLight({ stage, hostSeenMs: NOW - 1_000, nowMs: NOW, overdueTalk: null, ...more }, words);

it.each<[string, ReturnType<typeof light>, string, string, string | null]>([
  ['all is well', light(live), 'good', 'fine 60000', null],
  ['no host has ever spoken', light(null, { hostSeenMs: null }), 'bad', 'never heard', null],
  [
    'the host fell silent',
    light(live, { hostSeenMs: NOW - 11_000 }),
    'bad',
    'host silent 11000',
    null,
  ],
  ['nobody publishes', light({ ...live, state: 'offline' }), 'idle', 'offline', 'key'],
  ['the broadcast is over', light({ ...live, state: 'ended' }), 'idle', 'ended', 'key'],
  ['the first picture is coming', light({ ...live, state: 'starting' }), 'warn', 'starting', null],
  ['the encoder vanished', light({ ...live, state: 'away' }), 'bad', 'away 60000', 'steps'],
  [
    'the encoder stutters',
    light({ ...live, ingest: live.ingest && { ...live.ingest, silentMs: 2_500 } }),
    'warn',
    'encoder silent 2500',
    'steps',
  ],
  [
    'the packager restarts',
    light({ ...live, packager: live.packager && { ...live.packager, state: 'restarting' } }),
    'warn',
    'restarting',
    null,
  ],
  [
    'the machine is too slow',
    light({ ...live, packager: live.packager && { ...live.packager, speed: 0.8 } }),
    'warn',
    'slow 0.8',
    null,
  ],
  [
    'the packager measures no speed',
    light({ ...live, packager: live.packager && { ...live.packager, speed: 0 } }),
    'good',
    'fine 60000',
    null,
  ],
  [
    'the audience is far behind',
    light({ ...live, packager: live.packager && { ...live.packager, listedLagMs: 9_000 } }),
    'warn',
    'late 9000',
    null,
  ],
  [
    'a talk was forgotten',
    light(live, { overdueTalk: 'Opening' }),
    'warn',
    'start Opening',
    'talk',
  ],
  [
    'a fault with an action',
    light({ ...live, faults: [fault('second_encoder_refused')] }),
    'warn',
    'fault second_encoder_refused',
    'key',
  ],
  [
    'the gravest fault speaks',
    light({ ...live, faults: [fault('disk_low'), fault('disk_full')] }),
    'bad',
    'fault disk_full',
    null,
  ],
  [
    'a grave fault counts off air too',
    light({ ...live, state: 'offline', faults: [fault('disk_full')] }),
    'bad',
    'fault disk_full',
    null,
  ],
  [
    'a harmless one keeps it green',
    light({ ...live, faults: [fault('renditions_left_out')] }),
    'good',
    'fine 60000',
    null,
  ],
])('%s', (_name, got, level, sentence, action) => {
  expect(got).toMatchObject({ level, sentence, action });
});

it('says which fault it speaks of, so that it is not said twice', () => {
  const [low, silent] = [fault('disk_low'), fault('encoder_silent')];
  expect(light({ ...live, faults: [low] }).fault).toBe(low);
  const away = light({ ...live, state: 'away', faults: [low, silent] });
  expect([away.sentence, away.fault]).toEqual(['away 60000', silent]);
  expect(light(live).fault).toBeUndefined();
});
