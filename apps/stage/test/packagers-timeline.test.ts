import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rendition } from '@lectern/protocol/media';
import { afterEach, describe, expect, test } from 'vitest';
import { OWNCAST, Rig, uneven } from './packaging-rig.js';
import { Rig as RelayRig, source } from './rig.js';

const { picture, tone, h264, aac } = source;
const ENCODER = [...picture('1280x720', '30'), ...tone('44100'), ...h264, ...aac, '-ac', '2'];

/** At the encoder's rate; the slate's is another. */
const AT_30: Rendition[] = [
  { name: 'hd', width: 640, height: 360, videoKbps: 500, audioKbps: 96, fps: 30 },
  { name: 'sd', width: 320, height: 180, videoKbps: 200, audioKbps: 96, fps: 30 },
  { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps: 64, fps: 0 },
];

let rig: Rig | null = null;
let relayRig: RelayRig | null = null;
afterEach(async () => {
  await rig?.close();
  await relayRig?.close();
  [rig, relayRig] = [null, null];
});

async function onAir(relay: RelayRig['relay'], what: 'encoder' | 'slate'): Promise<void> {
  for (let n = 0; n < 400 && relay.source !== what; n += 1) await sleep(25);
  expect(relay.source).toBe(what);
}

/** Distances, ms, between packets of sound that are no step ahead, or leave a hole that can be heard. */
function breaksOfSound(stamps: readonly number[]): number[] {
  return uneven(stamps, 0)
    .map((ticks) => ticks / 90)
    .filter((ms) => ms <= 0 || ms > 120);
}

const kinds = OWNCAST === null ? (['ladder'] as const) : (['ladder', 'owncast'] as const);

describe.each(kinds)('%s', (kind) => {
  test('encoder, slate, encoder: one stream, evenly cut, and nothing is marked', async () => {
    relayRig = await RelayRig.create();
    const { relay } = relayRig;
    const first = relayRig.pushing(...ENCODER);
    await onAir(relay, 'encoder');
    rig = new Rig({
      startedAtMs: relay.timeline.originMs ?? 0,
      attach: (consumer) => relay.attach(consumer),
      close: () => undefined,
    });
    const feed = { source: { width: 1280, height: 720, fps: 30 }, renditions: AT_30 };
    await rig.begin({ kind, latency: 1, ...feed });
    await rig.until(4000, 30_000);
    first.kill('SIGKILL');
    await once(first, 'exit');
    await onAir(relay, 'slate');
    await rig.until(relay.timeline.lastMs + 4000, 20_000);
    relayRig.pushing(...ENCODER);
    await onAir(relay, 'encoder');
    await rig.until(relay.timeline.lastMs + 4000, 20_000);

    expect(relayRig.story).toEqual(['encoder', 'slate', 'encoder']);
    expect(rig.packaging.health).toMatchObject({ kind, restarts: 0 });
    expect(rig.faults).toEqual([]);
    expect(rig.playlists.wrong).toEqual([]);
    expect(rig.read('hd.m3u8')).not.toContain('#EXT-X-DISCONTINUITY\n');
    const segments = rig.playlists.version('hd')?.segments ?? [];
    // The first ends on the grid of media time, wherever it began.
    expect(new Set(segments.slice(1).map((one) => one.duration))).toEqual(new Set([2]));
    expect(uneven(rig.packets('hd', 'v'), 3000)).toEqual([]);
    expect(rig.packets('sd', 'v')).toEqual(rig.packets('hd', 'v'));
    expect(breaksOfSound(rig.packets('hd', 'a'))).toEqual([]);
    expect(breaksOfSound(rig.packets('audio', 'a'))).toEqual([]);
  }, 90_000);

  test('dates and timestamps say the same, over a killed packager and one of the other kind', async () => {
    rig = new Rig(20_000_000);
    const { startedAtMs } = rig.feeder;
    const first = await rig.begin({ kind, latency: 1 });
    await rig.until(20_004_000, 30_000);
    process.kill(rig.pid(), 'SIGKILL');
    await rig.until(20_010_000, 30_000);
    await first.close({ ended: false });
    await rig.begin({ kind: 'ladder', latency: 1 });
    await rig.until(20_016_000, 30_000);
    for (const name of ['hd', 'sd', 'audio'])
      expect(rig.dateErrors(name).filter((ms) => Math.abs(ms) > 1)).toEqual([]);
    // And both are the wall clock: what is listed last happened a moment ago.
    const last = rig.listed.at(-1);
    const lateMs = (last?.atMs ?? 0) - startedAtMs - (last?.mediaMs ?? 0);
    expect(lateMs).toBeGreaterThan(-200);
    expect(lateMs).toBeLessThan(5000);
    expect(rig.playlists.wrong).toEqual([]);
  }, 90_000);
});
