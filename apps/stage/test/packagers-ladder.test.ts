import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkMaster } from './hls-rules.js';
import { Rig, SMALL, probeStreams, uneven } from './packaging-rig.js';

let rig: Rig;
afterEach(() => rig.close());

test('every rendition plays, on one clock, by the rules', async () => {
  rig = new Rig();
  await rig.begin();
  await rig.until(6000, 20_000);
  expect(checkMaster(rig.read('index.m3u8'), ['hd', 'sd', 'audio'])).toEqual([]);
  expect(probeStreams(join(rig.folder, 'hd.m3u8'))).toEqual(['h264,640,360', 'aac']);
  expect(probeStreams(join(rig.folder, 'sd.m3u8'))).toEqual(['h264,320,180', 'aac']);
  expect(probeStreams(join(rig.folder, 'audio.m3u8'))).toEqual(['aac']);
  const pictures = rig.packets('hd', 'v');
  // The feed's first picture is within a few frames of media time 0, which is PTS 10 s.
  expect(((pictures[0] ?? 0) - 900_000) / 90).toBeLessThan(2500);
  expect(uneven(pictures, 3600)).toEqual([]);
  expect(rig.packets('sd', 'v')).toEqual(pictures);
  expect(uneven(rig.packets('audio', 'a'), 1920)).toEqual([]);
  expect(rig.playlists.wrong).toEqual([]);
}, 40_000);

test('the list forgets its oldest by the rules, and their files stay for who read an older list', async () => {
  rig = new Rig();
  await rig.begin({ windowMs: 5000 });
  await rig.until(13_000, 30_000);
  const segments = rig.playlists.version('hd')?.segments ?? [];
  expect(segments).toHaveLength(10);
  const gone = (segments[0]?.sequence ?? 0) - 1;
  expect(existsSync(join(rig.folder, 'hd', `${gone}.ts`))).toBe(true);
  expect(rig.playlists.wrong).toEqual([]);
}, 60_000);

test('a table without picture is served as sound', async () => {
  rig = new Rig();
  await rig.begin({ renditions: SMALL.filter((one) => one.height === 0), kind: 'owncast' });
  await rig.until(4000, 20_000);
  expect(checkMaster(rig.read('index.m3u8'), ['audio'])).toEqual([]);
  expect(uneven(rig.packets('audio', 'a'), 1920)).toEqual([]);
  expect(rig.playlists.wrong).toEqual([]);
}, 40_000);

test('ffmpeg is killed twice: no picture is lost, no number goes back, nothing is marked', async () => {
  rig = new Rig();
  await rig.begin();
  for (const at of [3000, 7000]) {
    await rig.until(at, 20_000);
    process.kill(rig.pid(), 'SIGKILL');
  }
  await rig.until(11_000, 20_000);
  expect(rig.packaging.health.restarts).toBe(2);
  expect(rig.faults.map((fault) => fault.code)).toEqual([
    'packager_restarted',
    'packager_restarted',
  ]);
  expect(uneven(rig.packets('hd', 'v'), 3600)).toEqual([]);
  expect(uneven(rig.packets('sd', 'v'), 3600)).toEqual([]);
  expect(rig.read('hd.m3u8')).not.toContain('#EXT-X-DISCONTINUITY\n');
  expect(rig.longestGap()).toBeLessThan(6000);
  expect(rig.playlists.wrong).toEqual([]);
}, 60_000);

test('the stage starts again in the middle of a broadcast: the same lists go on', async () => {
  rig = new Rig(3_600_000);
  const first = await rig.begin();
  await rig.until(3_604_000, 20_000);
  await first.close({ ended: false });
  await rig.begin();
  await rig.until(3_609_000, 20_000);
  expect(rig.playlists.wrong).toEqual([]);
  // An hour into the broadcast the pictures say so: PTS is 10 s and media time.
  const firstMs = (rig.packets('hd', 'v')[0] ?? 0) / 90 - 10_000;
  expect(firstMs).toBeGreaterThanOrEqual(3_600_000);
  expect(firstMs).toBeLessThan(3_620_000);
  expect(rig.read('hd.m3u8')).toContain(new Date(rig.feeder.startedAtMs + firstMs).toISOString());
}, 60_000);

test('another broadcast in the same room keeps counting', async () => {
  rig = new Rig();
  const first = await rig.begin();
  await rig.until(3000, 20_000);
  await first.close({ ended: true });
  rig.look();
  const before = rig.playlists.version('hd');
  expect(before?.ended).toBe(true);
  rig.listed.length = 0;
  await rig.begin({ broadcast: { id: 'cccccccccccccccc', startedAtMs: rig.feeder.startedAtMs } });
  expect(() => rig.read('index.m3u8')).toThrow('ENOENT');
  await rig.until(5000, 20_000);
  const text = rig.read('hd.m3u8');
  expect(Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1])).toBe(
    (before?.segments.at(-1)?.sequence ?? 0) + 1,
  );
  expect(text).not.toContain('#EXT-X-ENDLIST');
  expect(text).toContain('#EXT-X-DISCONTINUITY\n');
}, 60_000);
