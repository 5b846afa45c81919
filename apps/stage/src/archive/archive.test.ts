import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaTag } from '../relay/flv-consumer.js';
import { FLV_AUDIO, FLV_VIDEO, flvHeader, flvTag, readFlv } from '../relay/flv-tag.js';
import { Archive, type ArchiveOptions } from './archive.js';
import { readArchiveIndex } from './archive-index.js';

const BODIES = {
  'video-config': [0x17, 0, 0, 0, 0],
  'key-frame': [0x17, 1, 0, 0, 0],
  frame: [0x27, 1, 0, 0, 0],
  'audio-config': [0xaf, 0],
  audio: [0xaf, 1],
};

const tag = (kind: keyof typeof BODIES, timestampMs: number, more = 1): MediaTag => ({
  kind,
  timestampMs,
  bytes: flvTag(
    kind.startsWith('audio') ? FLV_AUDIO : FLV_VIDEO,
    timestampMs,
    Buffer.from([...BODIES[kind], more, more]),
  ),
});

let dir: string;
let onAir: 'encoder' | 'slate';
let free: number;
let stops: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'archive-'));
  [onAir, free, stops] = ['encoder', 1e12, []];
});
afterEach(() => rm(dir, { recursive: true }));

async function create(more: Partial<ArchiveOptions> = {}): Promise<Archive> {
  const archive = await Archive.create({
    dir,
    room: 'r',
    broadcast: 'b',
    startedAtMs: 5,
    minFreeBytes: 1e9,
    isEncoder: () => onAir === 'encoder',
    freeBytes: async () => free,
    ...more,
  });
  archive.on('stopped', (code) => stops.push(code));
  archive.start(
    Buffer.concat([flvHeader(), tag('video-config', 0).bytes, tag('audio-config', 0).bytes]),
  );
  return archive;
}

const times = async (name: string): Promise<number[]> =>
  readFlv(await readFile(join(dir, name))).map((one) => one.timestampMs);

describe('Archive', () => {
  it('records what comes, in media time, and says so in its index', async () => {
    const archive = await create();
    for (const one of [tag('key-frame', 40), tag('audio', 50), tag('frame', 80)])
      archive.write(one);
    await archive.close();
    expect(await times('001.flv')).toEqual([40, 40, 40, 50, 80]);
    expect((await readArchiveIndex(dir))?.files).toEqual([
      { name: '001.flv', startMs: 40, endMs: 80, reason: 'started' },
    ]);
  });

  it('begins a new file where the picture or the sound changes its format', async () => {
    const archive = await create();
    for (const one of [
      tag('key-frame', 0),
      tag('video-config', 40, 2),
      tag('key-frame', 40),
      tag('audio', 50),
    ])
      archive.write(one);
    for (const one of [
      tag('audio-config', 60, 2),
      tag('audio', 60),
      tag('frame', 70),
      tag('key-frame', 80),
      tag('audio', 90),
    ])
      archive.write(one);
    await archive.close();
    expect(await times('001.flv')).toEqual([0, 0, 0]);
    // The new sound waits for the key frame, the picture does not.
    expect(await times('002.flv')).toEqual([40, 40, 40, 50, 70]);
    expect(await times('003.flv')).toEqual([80, 80, 80, 90]);
    expect((await readArchiveIndex(dir))?.files.map((file) => file.reason)).toEqual([
      'started',
      'codec_changed',
      'codec_changed',
    ]);
  });

  it('leaves the slate out', async () => {
    const archive = await create();
    archive.write(tag('key-frame', 0));
    onAir = 'slate';
    for (const one of [tag('video-config', 40, 9), tag('key-frame', 40), tag('frame', 80)])
      archive.write(one);
    onAir = 'encoder';
    for (const one of [tag('video-config', 120), tag('key-frame', 120)]) archive.write(one);
    await archive.close();
    expect(await times('002.flv')).toEqual([120, 120, 120]);
    expect((await readArchiveIndex(dir))?.files.map((file) => file.reason)).toEqual([
      'started',
      'encoder_back',
    ]);
  });

  it('continues the numbers of a former process, and writes nothing over', async () => {
    const before = await create();
    before.write(tag('key-frame', 0));
    await before.close();
    const archive = await create();
    archive.write(tag('key-frame', 9_000));
    await archive.close();
    expect(await times('001.flv')).toEqual([0, 0, 0]);
    expect((await readArchiveIndex(dir))?.files.map((file) => [file.name, file.reason])).toEqual([
      ['001.flv', 'started'],
      ['002.flv', 'resumed'],
    ]);
  });

  it('stops when the disk is low, and says so', async () => {
    free = 5e8;
    const archive = await create();
    await delay(20);
    archive.write(tag('key-frame', 0));
    await archive.close();
    expect(stops).toEqual(['disk_low']);
    expect(await readdir(dir)).toEqual([]);
  });

  it('stops when it cannot write, and does not throw', async () => {
    const archive = await create();
    await rm(dir, { recursive: true });
    archive.write(tag('key-frame', 0));
    await delay(50);
    archive.write(tag('frame', 40));
    await archive.close();
    expect(stops).toEqual(['recording_stopped']);
    await create();
  });
});
