import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Door } from '../src/door/door.js';
import type { Ingest } from '../src/door/ingest.js';
import { steadyNow } from '../src/relay/relay.js';
import { hostile } from './hostile.js';
import { amf, feed, message, number32, RawEncoder } from './raw-encoder.js';

const KEY = 'a-good-key';
const keyHash = createHash('sha256').update(KEY).digest('hex');

let door: Door;
let ingests: Ingest[];
let seconds: string[];
let lines: string[];
let keys: Array<{ room: string; keyHash: string }>;

beforeEach(async () => {
  [ingests, seconds, lines, keys] = [[], [], [], [{ room: 'room', keyHash }]];
  door = await Door.listen({ host: '127.0.0.1', port: 0, keys: () => keys, now: steadyNow });
  door.on('publish', (_room, ingest) => ingests.push(ingest));
  door.on('secondEncoder', (room) => seconds.push(room));
  door.on('log', (line) => lines.push(line));
});
afterEach(() => door.close());

const shake = async (): Promise<RawEncoder> => {
  const encoder = await RawEncoder.open(door.port);
  await encoder.shakeHands();
  return encoder;
};

describe('the RTMP door', () => {
  it('lets an encoder in by its key, and hands on what it sends', async () => {
    const encoder = await RawEncoder.open(door.port);
    await encoder.publish(KEY);
    expect(encoder.isAccepted).toBe(true);
    const seen: string[] = [];
    ingests[0]?.on('tag', (tag) => seen.push(`${tag.kind} ${tag.timestampMs}`));
    encoder.send(
      message(18, amf('@setDataFrame', 'onMetaData', { encoder: 'Raw <b>1.0' })),
      message(9, feed.videoConfig, { chunk: 6 }),
      message(8, feed.audioConfig, { chunk: 4 }),
      message(9, feed.keyFrame, { chunk: 6, timestamp: 40 }),
    );
    await encoder.until(() => seen.length === 3);
    expect(seen).toEqual(['video-config 0', 'audio-config 0', 'key-frame 40']);
    expect(ingests[0]?.health(steadyNow()).encoder).toBe('Raw <b>1.0');
    encoder.close();
  });

  it('refuses a wrong key within a second, starts nothing, and writes no key down', async () => {
    const from = performance.now();
    const encoder = await RawEncoder.open(door.port);
    await encoder.publish('a-wrong-key');
    expect(encoder.isRefused).toBe(true);
    await encoder.closed(1_000);
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(ingests).toEqual([]);
    expect(lines.join('\n')).not.toContain('a-wrong-key');
  });

  it.each(['', '?', '/', 'x'.repeat(4_000), KEY.slice(0, -1), keyHash])(
    'refuses the key "%.20s"',
    async (key) => {
      const encoder = await RawEncoder.open(door.port);
      await encoder.publish(key);
      expect(encoder.isRefused).toBe(true);
      expect(ingests).toEqual([]);
    },
  );

  it('delays refusals after ten wrong keys, and not the good encoder from the same address', async () => {
    for (let at = 0; at < 10; at += 1) {
      const wrong = await RawEncoder.open(door.port);
      await wrong.publish(`wrong-${at}`);
      wrong.close();
    }
    const from = performance.now();
    const [wrong, good] = [await RawEncoder.open(door.port), await RawEncoder.open(door.port)];
    const waits = wrong.publish('wrong').then(() => performance.now() - from);
    await good.publish(KEY);
    expect(good.isAccepted).toBe(true);
    expect(performance.now() - from).toBeLessThan(500);
    expect(await waits).toBeGreaterThan(900);
    good.close();
  });

  it('refuses a second live encoder, fifty times, and leaves the first alone', async () => {
    const first = await RawEncoder.open(door.port);
    await first.publish(KEY);
    let tags = 0;
    ingests[0]?.on('tag', () => (tags += 1));
    const playing = setInterval(() => first.send(message(9, feed.keyFrame, { chunk: 6 })), 40);
    for (let at = 0; at < 50; at += 1) {
      const second = await RawEncoder.open(door.port);
      const from = performance.now();
      await second.publish(KEY);
      expect(second.isRefused).toBe(true);
      expect(performance.now() - from).toBeLessThan(1_000);
      second.close();
    }
    await delay(200);
    clearInterval(playing);
    expect(seconds).toHaveLength(50);
    expect(ingests).toHaveLength(1);
    expect(tags).toBeGreaterThan(5);
    first.close();
  });

  it('gives the place of a dead connection to its encoder, and waits where that is in doubt', async () => {
    const dead = await RawEncoder.open(door.port);
    await dead.publish(KEY);
    dead.send(message(9, feed.keyFrame, { chunk: 6 }));
    await delay(1_500);
    const from = performance.now();
    const back = await RawEncoder.open(door.port);
    await back.publish(KEY);
    expect(back.isAccepted).toBe(true);
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(ingests[0]?.isClosed).toBe(true);
    expect(seconds).toEqual([]);
    await dead.closed(500);
    back.close();
  });

  it('refuses what it cannot serve with a sentence', async () => {
    const encoder = await RawEncoder.open(door.port);
    await encoder.publish(KEY);
    const sentences: string[] = [];
    ingests[0]?.on('unsupported', (_what, sentence) => sentences.push(sentence));
    encoder.send(
      message(9, Buffer.concat([Buffer.from([0x90]), Buffer.from('hvc1'), Buffer.alloc(20)]), {
        chunk: 6,
      }),
    );
    await encoder.closed(1_000);
    expect(sentences).toEqual([
      'The encoder sends H.265, which the stage cannot take; set it to H.264 video up to 4K and start it again.',
    ]);
  });

  it('hangs up on those who say nothing for 5 s, and lets no more than 16 wait from one address', async () => {
    const silent = await Promise.all(Array.from({ length: 20 }, () => RawEncoder.open(door.port)));
    await delay(300);
    expect(silent.filter((one) => one.socket.readableEnded || one.socket.closed)).toHaveLength(4);
    await Promise.all(silent.map((one) => one.closed(5_500)));
    const next = await RawEncoder.open(door.port);
    await next.publish(KEY);
    expect(next.isAccepted).toBe(true);
    next.close();
  });

  it('closes each hostile connection, while a live one next door loses nothing', async () => {
    const live = await RawEncoder.open(door.port);
    await live.publish(KEY);
    const stamps: number[] = [];
    ingests[0]?.on('tag', (tag) => stamps.push(tag.timestampMs));
    let sent = 0;
    const playing = setInterval(
      () => live.send(message(9, feed.frame, { chunk: 6, timestamp: (sent += 1) })),
      33,
    );
    for (const [name, attack] of hostile) {
      const encoder = name.includes('first byte')
        ? await RawEncoder.open(door.port)
        : await shake();
      attack(encoder, KEY);
      const tookMs = await encoder.closed(5_000).catch(() => Infinity);
      expect([name, tookMs < 1_000]).toEqual([name, true]);
    }
    await delay(100);
    clearInterval(playing);
    await delay(100);
    expect(stamps).toEqual(Array.from({ length: sent }, (_, at) => at + 1));
    live.close();
  });

  it('survives noise of every kind', async () => {
    const live = await RawEncoder.open(door.port);
    await live.publish(KEY);
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 150; round += 1) {
      const encoder = await shake();
      const noise = Buffer.from(Array.from({ length: 400 }, () => Math.floor(Math.random() * 256)));
      // A plausible beginning, so that the noise gets further in.
      encoder.send(
        message(round % 24, noise.subarray(0, 100), { length: 50 + (round % 90) }),
        noise,
      );
      await Promise.race([encoder.closed(100).catch(() => undefined), delay(15)]);
      encoder.close();
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    let tags = 0;
    ingests[0]?.on('tag', () => (tags += 1));
    live.send(message(9, feed.keyFrame, { chunk: 6 }));
    await live.until(() => tags === 1);
    live.close();
  });

  it('survives whole sessions with some bytes changed, media among them', async () => {
    keys = [
      ...keys,
      { room: 'other', keyHash: createHash('sha256').update('other').digest('hex') },
    ];
    const live = await RawEncoder.open(door.port);
    await live.publish(KEY);
    const session = Buffer.concat([
      Buffer.from([3]),
      Buffer.alloc(3_072),
      message(1, number32(65_536), { chunk: 2 }),
      message(20, amf('connect', 1, { app: 'live', tcUrl: 'rtmp://127.0.0.1/live' })),
      message(20, amf('createStream', 2, null)),
      message(20, amf('publish', 3, null, 'other', 'live'), { stream: 1 }),
      message(18, amf('@setDataFrame', 'onMetaData', { encoder: 'x', width: 'y' })),
      message(9, feed.videoConfig, { chunk: 6 }),
      message(8, feed.audioConfig, { chunk: 4 }),
      ...Array.from({ length: 20 }, (_, at) =>
        message(9, feed.frame, { chunk: 6, timestamp: at * 40 }),
      ),
    ]);
    for (let round = 0; round < 200; round += 1) {
      const bytes = Buffer.from(session);
      for (let change = 0; change < 1 + (round % 6); change += 1)
        bytes[3_073 + Math.floor(Math.random() * (bytes.length - 3_073))] = Math.floor(
          Math.random() * 256,
        );
      const encoder = await RawEncoder.open(door.port);
      encoder.send(bytes);
      await delay(10);
      encoder.close();
    }
    let tags = 0;
    ingests[0]?.on('tag', () => (tags += 1));
    live.send(message(9, feed.keyFrame, { chunk: 6 }));
    await live.until(() => tags === 1);
    expect(ingests.length).toBeGreaterThan(5);
    live.close();
  });

  it('takes hostile metadata and media of a published feed for what they are', async () => {
    const encoder = await RawEncoder.open(door.port);
    await encoder.publish(KEY);
    let tags = 0;
    ingests[0]?.on('tag', () => (tags += 1));
    encoder.send(
      message(9, Buffer.alloc(0), { chunk: 6 }),
      message(9, Buffer.from([0x17]), { chunk: 6 }),
      message(
        9,
        Buffer.from([0x17, 0, 0, 0, 0, 1, 0x64, 0, 0x1f, 0xff, 0xe1, 0xff, 0xff, 0x67, 1]),
        { chunk: 6 },
      ),
      message(8, Buffer.alloc(1), { chunk: 4 }),
      message(
        18,
        amf('@setDataFrame', 'onMetaData', {
          width: 'a lot',
          __proto__: 'x',
          encoder: '\u0000\u202e',
        }),
      ),
      message(18, amf('onMetaData', null)),
      message(9, feed.keyFrame, { chunk: 6 }),
    );
    await encoder.until(() => tags === 2);
    expect(ingests[0]?.health(steadyNow())).toMatchObject({ width: 0, height: 0 });
    encoder.close();
  });

  it('lets an old key go on for a while, and opens with the new one only', async () => {
    const encoder = await RawEncoder.open(door.port);
    await encoder.publish(KEY);
    keys = [{ room: 'room', keyHash: createHash('sha256').update('new').digest('hex') }];
    await delay(1_200);
    expect(ingests[0]?.isClosed).toBe(false);
    const old = await RawEncoder.open(door.port);
    await old.publish(KEY);
    expect(old.isRefused).toBe(true);
    encoder.close();
  });
});
