import type { ObservedStage, StageFault } from '@lectern/protocol/stage';

/** `idle`: nothing is on air, and nothing has to be. */
export type Level = 'idle' | 'good' | 'warn' | 'bad';
/** What can be done about it from this page. `key`: the stream key. `steps`: how an encoder is set up. `talk`: start it. */
export type LightAction = 'key' | 'steps' | 'talk' | null;

export interface Light {
  level: Level;
  sentence: string;
  action: LightAction;
  /** The fault of which it speaks: it need not be said twice. */
  fault?: StageFault;
}

/** A stage host reports once a second; so much silence is not a hiccup any more, in ms. */
const HOST_SILENT_MS = 10_000;
const ENCODER_SILENT_MS = 2_000;
/** Media that is listed so late is felt by everybody, in ms. */
const LISTED_LATE_MS = 8_000;

export interface LightInput {
  stage: ObservedStage | null;
  /** When the stage host was last heard, ms since 1970; null when never. */
  hostSeenMs: number | null;
  nowMs: number;
  /** A talk that should be on by the programme but was not started. */
  overdueTalk: string | null;
}

/** The sentences of the light; ages are in ms. */
export interface LightWords {
  neverHeard: string;
  hostSilent(ageMs: number): string;
  offline: string;
  ended: string;
  starting: string;
  away(ageMs: number): string;
  encoderSilent(ageMs: number): string;
  packagerRestarting: string;
  tooSlow(speed: number): string;
  listedLate(lagMs: number): string;
  talkNotStarted(title: string): string;
  fine(onAirMs: number): string;
}

const GRAVE: ReadonlySet<StageFault['code']> = new Set([
  'disk_full',
  'packager_missing',
  'encoder_silent',
  'no_audio',
  'recording_stopped',
]);
/** Told on the page, but nothing that anybody has to do. */
const HARMLESS: ReadonlySet<StageFault['code']> = new Set([
  'renditions_left_out',
  'timestamps_jumped',
]);

const ACTIONS: Partial<Record<StageFault['code'], LightAction>> = {
  encoder_silent: 'steps',
  no_audio: 'steps',
  no_video: 'steps',
  timestamps_jumped: 'steps',
  second_encoder_refused: 'key',
};

export const faultLevel = ({ code }: Pick<StageFault, 'code'>): Level =>
  GRAVE.has(code) ? 'bad' : HARMLESS.has(code) ? 'good' : 'warn';
export const faultAction = ({ code }: Pick<StageFault, 'code'>): LightAction =>
  ACTIONS[code] ?? null;

/** trafficLight answers the organizer's first question, is everything all right, in one sentence. The gravest thing speaks. */
export function trafficLight(
  { stage, hostSeenMs, nowMs, overdueTalk }: LightInput,
  words: LightWords,
): Light {
  if (!stage || hostSeenMs === null)
    return { level: 'bad', sentence: words.neverHeard, action: null };
  const age = nowMs - hostSeenMs;
  if (age > HOST_SILENT_MS) return { level: 'bad', sentence: words.hostSilent(age), action: null };
  // That the encoder is silent is what `away` means, and it tells since when.
  const silence =
    stage.state === 'away' ? stage.faults.find((it) => it.code === 'encoder_silent') : undefined;
  const grave = stage.faults.find((it) => faultLevel(it) === 'bad' && it !== silence);
  if (grave) return ofFault(grave);
  switch (stage.state) {
    case 'offline':
      return { level: 'idle', sentence: words.offline, action: 'key' };
    case 'ended':
      return { level: 'idle', sentence: words.ended, action: 'key' };
    case 'starting':
      return { level: 'warn', sentence: words.starting, action: null };
    case 'away':
      return {
        level: 'bad',
        sentence: words.away(nowMs - stage.sinceMs),
        action: 'steps',
        ...(silence && { fault: silence }),
      };
    case 'live':
      return onAir(stage, nowMs, overdueTalk, words);
  }
}

function onAir(
  stage: ObservedStage,
  nowMs: number,
  overdueTalk: string | null,
  words: LightWords,
): Light {
  const { ingest, packager } = stage;
  const warn = (sentence: string, action: LightAction = null): Light => ({
    level: 'warn',
    sentence,
    action,
  });
  if (ingest && ingest.silentMs > ENCODER_SILENT_MS)
    return warn(words.encoderSilent(ingest.silentMs), 'steps');
  if (packager && packager.state !== 'running') return warn(words.packagerRestarting);
  const fault = stage.faults.find((it) => faultLevel(it) === 'warn');
  if (fault) return ofFault(fault);
  // 0 means that it is not measured; a little below 1 is the jitter of a live feed.
  if (packager && packager.speed > 0 && packager.speed < 0.9)
    return warn(words.tooSlow(packager.speed));
  if (packager && packager.listedLagMs > LISTED_LATE_MS)
    return warn(words.listedLate(packager.listedLagMs));
  if (overdueTalk !== null) return warn(words.talkNotStarted(overdueTalk), 'talk');
  return {
    level: 'good',
    sentence: words.fine(nowMs - (stage.startedAtMs ?? stage.sinceMs)),
    action: null,
  };
}

function ofFault(fault: StageFault): Light {
  return { level: faultLevel(fault), sentence: fault.sentence, action: faultAction(fault), fault };
}
