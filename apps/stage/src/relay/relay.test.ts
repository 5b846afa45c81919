import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaTag } from './flv-consumer.js';
import { FLV_AUDIO, FLV_VIDEO, flvTag, type SourceTag, tagBody } from './flv-tag.js';
import type { Loops } from './loops.js';
import { Relay, type RelayOptions } from './relay.js';

const body = (text: string): Buffer => Buffer.from(text);
const picture = (name: string): Loops['slate'] => ({
  config: body(`${name} config`),
  frames: Array.from({ length: 50 }, (_, at) => body(`${name} ${at}`)),
  frameMs: 40,
  width: 1280,
  height: 720,
  fps: 25,
});
const loops: Loops = {
  slate: picture('slate'),
  still: picture('still'),
  silence: {
    config: body('silence config'),
    frames: [body('silence')],
    frameMs: 1_024_000 / 48_000,
  },
};
const facts = { encoder: 'test', width: 320, height: 240, fps: 25 };

let relay: Relay;
let out: MediaTag[];
let events: string[];

function start(options: Partial<RelayOptions> = {}): void {
  relay = new Relay({ loops, slateMs: 10_000, now: () => Date.now(), ...options });
  [out, events] = [[], []];
  relay.attach({
    start: () => undefined,
    write: (one) => out.push(one),
    end: () => events.push('end'),
  });
  relay.on('source', (source, ms) => events.push(`${source} ${ms}`));
  relay.on('lacks', (what, missing) => missing && events.push(what));
  relay.on('jumped', () => events.push('jumped'));
  relay.on('expired', () => events.push('expired'));
}

const tag = (kind: SourceTag['kind'], timestampMs: number, text: string = kind): SourceTag => ({
  kind,
  timestampMs,
  bytes: flvTag(kind.startsWith('audio') ? FLV_AUDIO : FLV_VIDEO, timestampMs, body(text)),
});

/** An encoder in real time: 25 pictures and 25 pieces of sound a second, a key frame each second. */
function play(seconds: number, from: number, has = { video: true, audio: true }): void {
  if (has.video) relay.push(tag('video-config', from));
  if (has.audio) relay.push(tag('audio-config', from));
  for (let at = 0; at < seconds * 25; at += 1) {
    const stamp = from + at * 40;
    if (has.video) relay.push(tag(at % 25 === 0 ? 'key-frame' : 'frame', stamp));
    if (has.audio) relay.push(tag('audio', stamp));
    vi.advanceTimersByTime(40);
  }
}

const texts = (): string[] => out.map((one) => tagBody(one.bytes).toString().replace(/ \d+$/, ''));
const count = (text: string): number => texts().filter((one) => one === text).length;

function expectOneTimeline(): void {
  const times = out.map((one) => one.timestampMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
}

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'setTimeout'] }),
);
afterEach(() => {
  relay.close();
  vi.useRealTimers();
});

describe('Relay', () => {
  it('passes an encoder on from its first key frame, at once', () => {
    start();
    relay.encoder(() => facts);
    relay.push(tag('video-config', 5_000));
    relay.push(tag('audio-config', 5_000));
    relay.push(tag('frame', 5_000));
    relay.push(tag('audio', 5_010));
    expect(out).toEqual([]);
    relay.push(tag('key-frame', 5_040));
    relay.push(tag('audio', 5_050));
    expect(events).toEqual(['encoder 0']);
    expect(out.map((one) => [one.kind, one.timestampMs])).toEqual([
      ['key-frame', 0],
      ['audio', 10],
    ]);
  });

  it('adds silence to a feed without sound', () => {
    start();
    relay.encoder(() => facts);
    play(4, 0, { video: true, audio: false });
    expect(events).toEqual(['encoder 0', 'no_audio']);
    expect(count('silence')).toBeGreaterThan(3.8 * 46);
    expect(count('frame') + count('key-frame')).toBe(100);
    expectOneTimeline();
  });

  it('adds a still to a feed without a picture', () => {
    start();
    relay.encoder(() => facts);
    play(4, 0, { video: false, audio: true });
    expect(events).toEqual(['encoder 0', 'no_video']);
    expect(count('still')).toBeGreaterThanOrEqual(97);
    expect(count('audio')).toBe(100);
    expectOneTimeline();
  });

  it('takes the sound that comes late in place of the silence', () => {
    start();
    relay.encoder(() => facts);
    play(3, 0, { video: true, audio: false });
    play(2, 3_000);
    expect(count('audio')).toBe(50);
    expect(texts().lastIndexOf('silence')).toBeLessThan(texts().indexOf('audio'));
    expectOneTimeline();
  });

  it('fills in when the sound of a running feed stops', () => {
    start();
    relay.encoder(() => facts);
    play(2, 0);
    play(4, 2_000, { video: true, audio: false });
    expect(events).toEqual(['encoder 0', 'no_audio']);
    expectOneTimeline();
  });

  it('holds the stage with the slate when the encoder goes, and gives it back', () => {
    start();
    relay.encoder(() => facts);
    play(2, 0);
    relay.lost();
    vi.advanceTimersByTime(5_000);
    relay.encoder(() => facts);
    play(2, 900_000);
    expect(events.map((event) => event.split(' ')[0])).toEqual(['encoder', 'slate', 'encoder']);
    expect(count('slate')).toBeGreaterThanOrEqual(124);
    expect(count('frame') + count('key-frame')).toBe(100);
    expectOneTimeline();
    expect(relay.timeline.lastMs).toBeGreaterThan(8_900);
    expect(relay.timeline.lastMs).toBeLessThan(9_100);
  });

  it('takes a silent encoder for gone, and back with its next key frame', () => {
    start();
    relay.encoder(() => facts);
    play(2, 0);
    vi.advanceTimersByTime(3_500);
    expect(relay.source).toBe('slate');
    // Without a hole: the slate begins where the encoder stopped.
    expect(
      Math.max(...out.map(({ timestampMs }, at) => timestampMs - (out[at - 1]?.timestampMs ?? 0))),
    ).toBeLessThan(60);
    play(2, 5_500);
    expect(relay.source).toBe('encoder');
    expectOneTimeline();
  });

  it('gives up after the slate was shown long enough', () => {
    start({ slateMs: 4_000 });
    relay.encoder(() => facts);
    play(1, 0);
    relay.lost();
    vi.advanceTimersByTime(3_900);
    expect(events).not.toContain('expired');
    vi.advanceTimersByTime(200);
    expect(events.at(-1)).toBe('expired');
  });

  it('goes on with the slate where a former process was', () => {
    const startedAtMs = Date.now() - 60_000;
    start({ resume: { startedAtMs, fromMs: 60_000, leftMs: 5_000 } });
    vi.advanceTimersByTime(2_000);
    expect(relay.source).toBe('slate');
    expect(out[0]?.timestampMs).toBeGreaterThan(60_000);
    relay.encoder(() => facts);
    play(1, 0);
    expect(relay.source).toBe('encoder');
    expect(relay.timeline.lastMs).toBeGreaterThan(62_900);
    expectOneTimeline();
  });

  it('reports a clock that jumps, and stays on the wall clock', () => {
    start();
    relay.encoder(() => facts);
    play(2, 0);
    play(2, 3_600_000);
    play(2, 0);
    expect(events).toEqual(['encoder 0', 'jumped', 'jumped']);
    expect(relay.timeline.lastMs).toBeLessThan(6_100);
    expectOneTimeline();
  });

  it('sends a repeated configuration once', () => {
    start();
    relay.encoder(() => facts);
    for (let second = 0; second < 5; second += 1) play(1, second * 1_000);
    expect(out.filter((one) => one.kind.endsWith('config'))).toEqual([]);
    relay.push(tag('video-config', 5_000, 'another size'));
    relay.push(tag('key-frame', 5_000));
    expect(count('another size')).toBe(1);
  });
});
