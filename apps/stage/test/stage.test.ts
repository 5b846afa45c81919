import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { desiredStage, probe, ROOM, StageProcess } from './stage-process.js';

let stage: StageProcess;
afterEach(() => stage.close());

/** Watches a playlist's MEDIA-SEQUENCE; it must never go down, nor the list shrink to nothing. */
function watchSequence(of: StageProcess): () => number[] {
  const seen: number[] = [];
  const timer = setInterval(() => {
    void of.playlist().then((text) => {
      const sequence = /MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1];
      if (sequence !== undefined) seen.push(Number(sequence));
    });
  }, 50);
  return () => {
    clearInterval(timer);
    return seen;
  };
}

const isSorted = (numbers: number[]): boolean =>
  numbers.every((one, at) => one >= (numbers[at - 1] ?? 0));

describe('a stage', () => {
  it('makes renditions of a push that ffprobe reads, and a recording', async () => {
    stage = await StageProcess.create();
    const from = performance.now();
    const encoder = stage.push(8);
    await stage.until(async () => (await stage.listedSeconds()) > 0, 10_000);
    expect(performance.now() - from).toBeLessThan(6_000);
    expect(await probe(stage.live('index.m3u8'), 'stream=codec_name,width,height')).toContain(
      'h264,426,240',
    );
    expect(await probe(stage.live('audio.m3u8'), 'stream=codec_name')).toContain('aac');
    await once(encoder, 'exit');
    await stage.kill('SIGTERM');
    const [broadcast = ''] = await readdir(join(stage.dir, 'archive', ROOM));
    const recording = join(stage.dir, 'archive', ROOM, broadcast, '001.flv');
    expect(await probe(recording, 'stream=codec_name,width,height')).toEqual([
      'h264,426,240',
      'aac',
    ]);
    const [seconds] = await probe(recording, 'format=duration');
    expect(Number(seconds)).toBeGreaterThan(7.5);
  });

  it('tries again when its folder cannot be written at the first picture', async () => {
    stage = await StageProcess.create();
    await writeFile(join(stage.dir, 'live', ROOM), 'in the way');
    stage.push(30);
    await stage.until(() => stage.output.includes('is tried again'), 10_000);
    await rm(join(stage.dir, 'live', ROOM));
    await stage.until(async () => (await stage.listedSeconds()) >= 2, 15_000);
  });

  it('goes on over kill -9 of the process, with the slate, then the encoder, on the same timeline', async () => {
    stage = await StageProcess.create();
    const sequence = watchSequence(stage);
    stage.push(30);
    await stage.until(async () => (await stage.listedSeconds()) >= 3, 15_000);
    const before = JSON.parse(
      await readFile(join(stage.dir, 'stage', 'rooms', ROOM, 'broadcast.json'), 'utf8'),
    );
    await stage.kill('SIGKILL');
    const from = performance.now();
    await stage.start();
    expect(performance.now() - from).toBeLessThan(2_000);
    await delay(1_500);
    stage.push(30);
    const listed = await stage.listedSeconds();
    await stage.until(async () => (await stage.listedSeconds()) >= listed + 4, 15_000);
    const after = JSON.parse(
      await readFile(join(stage.dir, 'stage', 'rooms', ROOM, 'broadcast.json'), 'utf8'),
    );
    expect(after.broadcast).toBe(before.broadcast);
    expect(after.startedAtMs).toBe(before.startedAtMs);
    const seen = sequence();
    expect(seen.length).toBeGreaterThan(20);
    expect(isSorted(seen)).toBe(true);
    expect(await stage.playlist()).not.toContain('ENDLIST');
  });

  it('holds the stage for 10 s without an encoder, without an end or a step back', async () => {
    stage = await StageProcess.create();
    const sequence = watchSequence(stage);
    const first = stage.push(60);
    await stage.until(async () => (await stage.listedSeconds()) >= 3, 15_000);
    first.kill('SIGKILL');
    const listed = await stage.listedSeconds();
    await delay(10_000);
    expect(await stage.listedSeconds()).toBeGreaterThan(listed + 6);
    stage.push(60, { video: 'testsrc2=s=640x360:r=30', audio: 'sine=880:r=48000' });
    await delay(5_000);
    expect(isSorted(sequence())).toBe(true);
    expect(await stage.playlist()).not.toContain('ENDLIST');
  });

  it('ends the broadcast when the slate was shown long enough', async () => {
    stage = await StageProcess.create([desiredStage()], { LECTERN_SLATE_MS: '2500' });
    const encoder = stage.push(4);
    await once(encoder, 'exit');
    await stage.until(async () => (await stage.playlist()).includes('ENDLIST'), 10_000);
    // Remembered once everything is closed.
    await stage.until(async () => {
      const memory = join(stage.dir, 'stage', 'rooms', ROOM, 'broadcast.json');
      return JSON.parse(await readFile(memory, 'utf8')).ended === true;
    }, 5_000);
    const again = stage.push(20);
    await stage.until(async () => !(await stage.playlist()).includes('ENDLIST'), 10_000);
    again.kill('SIGKILL');
  });

  it('ends a broadcast that a former process left too long ago, and begins anew', async () => {
    stage = await StageProcess.create([desiredStage()], { LECTERN_SLATE_MS: '1500' });
    const memory = async (): Promise<string> =>
      JSON.parse(await readFile(join(stage.dir, 'stage', 'rooms', ROOM, 'broadcast.json'), 'utf8'))
        .broadcast;
    const first = stage.push(30);
    await stage.until(async () => (await stage.listedSeconds()) >= 2, 15_000);
    const before = await memory();
    await stage.kill('SIGKILL');
    first.kill('SIGKILL');
    await delay(2_000);
    await stage.start();
    await stage.until(async () => (await stage.playlist()).includes('ENDLIST'), 5_000);
    stage.push(30);
    await stage.until(async () => !(await stage.playlist()).includes('ENDLIST'), 10_000);
    expect(await memory()).not.toBe(before);
  });

  it('holds back an encoder that sends faster than time passes', async () => {
    stage = await StageProcess.create();
    stage.push(16, { realTime: false });
    const ahead: number[] = [];
    await stage.until(async () => {
      const file = join(stage.dir, 'stage', 'rooms', ROOM, 'broadcast.json');
      const memory = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
      if (memory !== null) ahead.push(memory.mediaMs - (Date.now() - memory.startedAtMs));
      return (await stage.listedSeconds()) >= 15;
    }, 25_000);
    expect(Math.max(...ahead)).toBeGreaterThan(1_000);
    expect(Math.max(...ahead)).toBeLessThan(5_500);
  });

  it('says one clear sentence where something is in its way', async () => {
    stage = await StageProcess.create();
    const second = async (env: Record<string, string>): Promise<string> => {
      const other = StageProcess.create([desiredStage()], {
        LECTERN_RTMP_PORT: String(stage.port),
        ...env,
      });
      return other.then(
        () => 'started',
        (error: Error) => error.message,
      );
    };
    expect(await second({})).toContain(
      'is taken by another program. Stop it, or set LECTERN_RTMP_PORT',
    );
    expect(await second({ LECTERN_STAGE_DIR: join(stage.dir, 'stage') })).toContain(
      'is in use by process',
    );
    expect(await second({ LECTERN_FFMPEG: 'no-such-ffmpeg' })).toContain('ffmpeg is missing');
    const noSecret = {
      LECTERN_SERVER_URL: 'ws://127.0.0.1:1',
      LECTERN_HOST_SECRET_FILE: '/no/file',
    };
    expect(await second({ LECTERN_RTMP_PORT: '0', ...noSecret })).toContain(
      'The secret of this host cannot be read',
    );
    expect(await second({ LECTERN_SERVER_URL: 'http://x' })).toContain('must begin with ws://');
  });
});
