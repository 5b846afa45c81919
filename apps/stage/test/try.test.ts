import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { defaultRenditions } from '@lectern/protocol/media';
import { Feeder, makeFlv } from './feeder.js';
import { Player, longestStall } from './player.js';
import { Packaging } from '../src/packagers/packaging.js';
test('x', async () => {
  const small = process.env.SMALL
    ? { width: 640, height: 360, fps: 25 }
    : { width: 1280, height: 720, fps: 30 };
  const feeder = new Feeder(makeFlv({ ...small, seconds: 12, gop: 2 }), { seconds: 12 });
  const p = await Packaging.create({
    room: 'r',
    dir: '/tmp/pk/work',
    liveDir: '/tmp/pk/live',
    renditions: defaultRenditions,
    latency: Number(process.env.LAT ?? 1),
    kind: (process.env.KIND ?? 'ladder') as any,
    ffmpeg: '/usr/bin/ffmpeg',
    owncast: '/tmp/owncast/owncast',
    broadcast: { id: 'b' + Date.now(), startedAtMs: feeder.startedAtMs },
    source: small,
    attach: (c) => feeder.attach(c),
    cores: 2,
  });
  const t0 = Date.now();
  p.on('listed', (x) =>
    console.log(
      Date.now() - t0,
      'listed',
      x.mediaMs,
      JSON.stringify(p.health.listedLagMs),
      p.health.speed.toFixed(2),
    ),
  );
  p.on('fault', (x) => console.log(Date.now() - t0, 'fault', x.code, x.sentence));
  p.on('cleared', (x) => console.log('cleared', x));
  const secs = Number(process.env.SECS ?? 14);
  let player: any;
  if (process.env.PLAYER)
    p.once('listed', async () => {
      player = await Player.open('/tmp/pk/live', 'r');
      console.log(Date.now() - t0, 'player open');
    });
  const killAt = (process.env.KILL ?? '').split(',').filter(Boolean).map(Number);
  for (const k of killAt)
    setTimeout(() => {
      const pk: any = p.packager;
      console.log(Date.now() - t0, 'KILL', pk?.pid);
      if (pk?.pid) process.kill(pk.pid, 'SIGKILL');
    }, k * 1000);
  await new Promise((r) => setTimeout(r, secs * 1000));
  if (player) {
    const sm = await player.samples();
    const out: string[] = [];
    out.push(
      'first moving ' +
        ((sm.find((x: any) => x.time > 0)?.atMs ?? 0) - t0) +
        ' stall ' +
        longestStall(sm) +
        ' errors ' +
        JSON.stringify((await player.errors()).map((e: any) => [e.details, e.fatal, e.atMs - t0])),
    );
    for (const x of sm.filter((_: any, i: number) => i % 8 === 0))
      out.push(
        [x.atMs - t0, x.time.toFixed(2), x.dateMs && ((x.atMs - x.dateMs) / 1000).toFixed(2)].join(
          ' ',
        ),
      );
    writeFileSync('/tmp/pk/out.txt', out.join('\n') + '\n');
    await player.close();
  }
  await p.close({ ended: true });
  feeder.close();
}, 1000000);
