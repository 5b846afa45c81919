import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkMaster } from './hls-rules.js';
import { OWNCAST, Rig, probeStreams, uneven } from './packaging-rig.js';

let rig: Rig | null = null;
afterEach(async () => {
  await rig?.close();
  rig = null;
});

/** Arguments of every process of this machine, as any of its users can read them. */
function allArguments(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      } catch {
        // It ended while we read.
        return '';
      }
    })
    .join('\n');
}

function childrenOf(parent: number): number[] {
  const found = spawnSync('pgrep', ['-P', String(parent)], { encoding: 'utf8' });
  return found.stdout
    .trim()
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0);
}

test.skipIf(OWNCAST === null)(
  'real Owncast carries a broadcast; killed, it is back on the same timeline',
  async () => {
    rig = new Rig();
    await rig.begin({ kind: 'owncast', latency: 1 });
    await rig.until(5000, 30_000);
    expect(rig.faults).toEqual([]);
    expect(rig.packaging.health.kind).toBe('owncast');
    expect(checkMaster(rig.read('index.m3u8'), ['hd', 'sd', 'audio'])).toEqual([]);
    expect(probeStreams(join(rig.folder, 'hd.m3u8'))).toEqual(['h264,640,360', 'aac']);
    expect(probeStreams(join(rig.folder, 'audio.m3u8'))).toEqual(['aac']);
    expect(allArguments()).not.toMatch(/-streamkey|-adminpassword/);

    process.kill(rig.pid(), 'SIGKILL');
    await rig.until(13_000, 30_000);
    expect(rig.packaging.health).toMatchObject({ kind: 'owncast', restarts: 1 });
    // Its own clock starts at 1.4 s each time; ours runs on, and its cuts fall on the feed's key frames.
    expect(uneven(rig.packets('hd', 'v'), 3600)).toEqual([]);
    expect(rig.longestGap()).toBeLessThan(15_000);
    expect(rig.playlists.wrong).toEqual([]);
  },
  90_000,
);

test.skipIf(OWNCAST === null)(
  'the ffmpeg inside Owncast is killed: the same',
  async () => {
    rig = new Rig();
    await rig.begin({ kind: 'owncast', latency: 1 });
    await rig.until(4000, 30_000);
    for (const pid of childrenOf(rig.pid())) process.kill(pid, 'SIGKILL');
    await rig.until(10_000, 30_000);
    expect(rig.packaging.health).toMatchObject({ kind: 'owncast', restarts: 1 });
    expect(uneven(rig.packets('hd', 'v'), 3600)).toEqual([]);
    expect(rig.playlists.wrong).toEqual([]);
  },
  90_000,
);

test('an Owncast that cannot start is replaced by ffmpeg within 20 s', async () => {
  rig = new Rig();
  await rig.begin({ kind: 'owncast', owncast: '/bin/false' });
  await rig.until(2000, 40_000);
  expect(rig.packaging.health.kind).toBe('ladder');
  expect(rig.faults.map((fault) => fault.code)).toContain('packager_replaced');
  expect(rig.playlists.wrong).toEqual([]);
}, 60_000);

test('without Owncast ffmpeg serves at once, and it is said', async () => {
  rig = new Rig();
  await rig.begin({ kind: 'owncast', owncast: null });
  await rig.until(2000, 20_000);
  expect(rig.faults.map((fault) => fault.code)).toEqual(['packager_missing']);
}, 40_000);
