import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { defaultRenditions } from '@lectern/protocol/media';
import { makeFlv, splitFlv } from './feeder.js';
import { Packaging } from '../src/packagers/packaging.js';
import type { FlvConsumer, MediaTag } from '../src/relay/flv-consumer.js';
const SL = '/tmp/pk/slate.flv';
if (!existsSync(SL))
  spawnSync('ffmpeg', [
    '-y',
    '-loglevel',
    'error',
    '-f',
    'lavfi',
    '-i',
    'color=c=navy:s=640x360:r=25',
    '-f',
    'lavfi',
    '-i',
    'anullsrc=r=48000:cl=mono',
    '-t',
    '6',
    '-c:v',
    'libx264',
    '-g',
    '25',
    '-bf',
    '0',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-ac',
    '1',
    SL,
  ]);
test('slate', async () => {
  const a = splitFlv(makeFlv({ width: 1280, height: 720, fps: 30, seconds: 12, gop: 2 }));
  const b = splitFlv(readFileSync(SL));
  const cfg = (head: Buffer): MediaTag[] => {
    const out: MediaTag[] = [];
    for (let at = 13; at < head.length;) {
      const end = at + 11 + head.readUIntBE(at + 1, 3) + 4;
      const t = head[at];
      out.push({
        kind: t === 18 ? 'metadata' : t === 9 ? 'video-config' : 'audio-config',
        timestampMs: 0,
        bytes: head.subarray(at, end),
      });
      at = end;
    }
    return out;
  };
  const re = (t: MediaTag, ms: number): MediaTag => {
    const bytes = Buffer.from(t.bytes);
    bytes.writeUIntBE(ms & 0xffffff, 4, 3);
    bytes[7] = ms >>> 24;
    return { ...t, bytes, timestampMs: ms };
  };
  const out: MediaTag[] = [];
  const base = Number(process.env.BASE ?? 0);
  const part = (x: { head: Buffer; tags: MediaTag[] }, from: number, len: number) => {
    for (const c of cfg(x.head)) out.push(re(c, from));
    for (const t of x.tags) if (t.timestampMs < len) out.push(re(t, from + t.timestampMs));
  };
  part(a, base, 5000);
  part(b, base + 5000, 6000);
  part(a, base + 11000, 7000);
  part(b, base + 18000, 3000);
  part(a, base + 21000, 5000);
  const startedAtMs = Date.now() - base;
  let n = 3;
  let c!: FlvConsumer;
  const p = await Packaging.create({
    room: 's',
    dir: '/tmp/pk/works',
    liveDir: '/tmp/pk/live',
    renditions: defaultRenditions,
    latency: 1,
    kind: (process.env.KIND ?? 'ladder') as any,
    ffmpeg: '/usr/bin/ffmpeg',
    owncast: '/tmp/owncast/owncast',
    broadcast: { id: 'b' + Date.now(), startedAtMs },
    source: { width: 1280, height: 720, fps: 30 },
    attach: (x) => {
      c = x;
      return () => {};
    },
    cores: 2,
  });
  const t0 = Date.now();
  p.on('listed', (x) =>
    console.log(Date.now() - t0, 'listed', x.mediaMs, Math.round(p.health.listedLagMs)),
  );
  p.on('fault', (x) => console.log(Date.now() - t0, 'fault', x.code, x.sentence));
  c.start(a.head, base);
  await new Promise<void>((r) => {
    const i = setInterval(() => {
      while (n < out.length && out[n]!.timestampMs - base <= Date.now() - t0) c.write(out[n++]!);
      if (n >= out.length) {
        clearInterval(i);
        r();
      }
    }, 10);
  });
  await new Promise((r) => setTimeout(r, 2500));
  await p.close({ ended: true });
}, 100000);
