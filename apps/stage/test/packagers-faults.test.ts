import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { Rig, uneven } from './packaging-rig.js';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

test('a frozen ffmpeg is treated as dead within 10 s, and nothing is lost', async () => {
  rig = new Rig();
  await rig.begin();
  await rig.until(3000, 20_000);
  process.kill(rig.pid(), 'SIGSTOP');
  await rig.until(16_000, 40_000);
  expect(rig.faults.map((fault) => fault.code)).toEqual(['packager_restarted']);
  expect(rig.longestGap()).toBeLessThan(16_000);
  expect(uneven(rig.packets('hd', 'v'), 3600)).toEqual([]);
  expect(rig.playlists.wrong).toEqual([]);
}, 90_000);

test('an ffmpeg that is half as fast as it must be gets less to do, and players of the lost rendition go on', async () => {
  rig = new Rig();
  const slow = join(rig.root, 'slow-ffmpeg');
  // With the best rendition it reads at half speed, as a machine would that has too much to do.
  const script =
    '#!/bin/sh\ncase "$*" in *hd-%d.ts*) exec ffmpeg -readrate 0.5 "$@";; esac\nexec ffmpeg "$@"\n';
  writeFileSync(slow, script, { mode: 0o755 });
  await rig.begin({ ffmpeg: slow });
  for (let n = 0; n < 400 && rig.packaging.health.renditions.length === 3; n += 1) await sleep(100);
  expect(rig.faults.map((fault) => fault.code)).toEqual([
    'encoder_too_slow',
    'renditions_left_out',
  ]);
  await rig.until((rig.listed.at(-1)?.mediaMs ?? 0) + 6000, 30_000);
  const text = rig.read('hd.m3u8');
  expect(text.trim().split('\n').at(-1)).toMatch(/^sd\/\d+\.ts$/);
  expect(text).toContain('#EXT-X-DISCONTINUITY\n');
  expect(rig.read('index.m3u8')).not.toContain('hd.m3u8');
  expect(rig.playlists.wrong).toEqual([]);
}, 120_000);

const CAN_MOUNT = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

test.skipIf(!CAN_MOUNT)(
  'a full disk is said, and when it has room again the stage goes on',
  async () => {
    rig = new Rig();
    mkdirSync(rig.liveDir, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', rig.liveDir]);
    if (mounted.status !== 0) return;
    try {
      await rig.begin();
      await rig.until(2000, 20_000);
      const filler = join(rig.liveDir, 'filler');
      const free = statfsSync(rig.liveDir).bavail * statfsSync(rig.liveDir).bsize;
      writeFileSync(filler, Buffer.alloc(Math.max(free - 20_000, 0)));
      for (let n = 0; n < 200 && rig.faults.length === 0; n += 1) await sleep(50);
      expect(rig.faults[0]?.code).toBe('disk_full');
      rmSync(filler);
      await rig.until((rig.listed.at(-1)?.mediaMs ?? 0) + 4000, 20_000);
      expect(rig.packaging.faults).toEqual([]);
      expect(rig.playlists.wrong).toEqual([]);
      await rig.packaging.close({ ended: true });
    } finally {
      spawnSync('umount', ['-l', rig.liveDir]);
    }
  },
  90_000,
);
