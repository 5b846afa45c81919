import { setTimeout as sleep } from 'node:timers/promises';
import { findExecutable } from '@lectern/host/which';
import { afterEach, expect, test } from 'vitest';
import { OWNCAST, Rig } from './packaging-rig.js';
import { CHROMIUM, Player, longestStall } from './player.js';

let rig: Rig | null = null;
let player: Player | null = null;
afterEach(async () => {
  await player?.close();
  await rig?.close();
  player = null;
  rig = null;
});

const cases = [
  { kind: 'ladder', isHere: true },
  { kind: 'owncast', isHere: OWNCAST !== null },
] as const;

for (const { kind, isHere } of cases) {
  test.skipIf(!isHere || findExecutable(CHROMIUM) === undefined)(
    `a viewer in Chromium does not notice that ${kind} was killed twice`,
    async () => {
      rig = new Rig();
      await rig.begin({ kind, latency: 1 });
      await rig.until(6000, 40_000);
      player = await Player.open(rig.liveDir, rig.room);
      for (let n = 0; n < 2; n += 1) {
        await sleep(6000);
        process.kill(rig.pid(), 'SIGKILL');
        await rig.until((rig.listed.at(-1)?.mediaMs ?? 0) + 6000, 40_000);
      }
      await sleep(4000);
      const samples = await player.samples();
      expect(await player.errors()).toEqual([]);
      expect(longestStall(samples)).toBeLessThan(6000);
      // The date on screen is the broadcast's clock: it ran on as the pictures did.
      const dated = samples.filter((sample) => sample.dateMs !== null && sample.time > 0);
      const first = dated[0];
      const last = dated.at(-1);
      const dateRan = ((last?.dateMs ?? 0) - (first?.dateMs ?? 0)) / 1000;
      expect(dateRan).toBeGreaterThan(10);
      expect(dateRan).toBeCloseTo((last?.time ?? 0) - (first?.time ?? 0), 0);
    },
    120_000,
  );
}
