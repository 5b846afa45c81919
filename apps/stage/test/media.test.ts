import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PcmTap } from '../src/relay/pcm.js';
import { PCM_RATE } from '../src/relay/pcm-run.js';
import { steadyNow } from '../src/relay/relay.js';
import { ffmpeg, Rig, source } from './rig.js';
import { probe } from './stage-process.js';

const { picture, colour, tone, h264, aac } = source;

let rig: Rig;
beforeEach(async () => {
  rig = await Rig.create();
});
afterEach(() => rig.close());

describe('what an encoder may send', () => {
  it('a picture without sound: silence is added', async () => {
    await rig.push(...picture(), ...h264, '-t', '4');
    expect(rig.story).toEqual(['encoder', 'no_audio', 'slate']);
    expect(rig.count('audio')).toBeGreaterThan(170);
    expect(rig.flaws()).toEqual([]);
    expect(await probe(await rig.save(), 'stream=codec_name')).toEqual(['h264', 'aac']);
  });

  it('sound without a picture: a still is added', async () => {
    await rig.push(...tone(), ...aac, '-t', '4');
    expect(rig.story).toEqual(['encoder', 'no_video', 'slate']);
    expect(await probe(await rig.save(), 'stream=codec_name')).toEqual(['h264', 'aac']);
    expect(rig.flaws()).toEqual([]);
  });

  it.each([
    ['66x50', '5'],
    ['854x480', '59.94'],
    ['642x362', '12.5'],
    ['480x854', '24'],
    ['320x240', '1'],
  ])('a picture of %s at %s fps', async (size, rate) => {
    await rig.push(
      ...picture(size, rate),
      ...tone('22050'),
      ...h264,
      ...aac,
      '-ac',
      '1',
      '-t',
      '3',
    );
    expect(rig.story).toEqual(['encoder', 'slate']);
    const [width, height] = size.split('x').map(Number);
    expect(rig.ingest?.facts()).toMatchObject({ width, height });
    const file = await rig.save();
    expect(await probe(file, 'stream=codec_name')).toEqual(['h264', 'aac']);
    await ffmpeg('-xerror', '-t', '2', '-i', file, '-f', 'null', '-');
  });

  it('B-frames, and a key frame only every 4 s', async () => {
    await rig.push(
      ...picture(),
      ...tone(),
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-bf',
      '3',
      '-g',
      '100',
      ...aac,
      '-t',
      '5',
    );
    expect(rig.story).toEqual(['encoder', 'slate']);
    expect(rig.flaws()).toEqual([]);
    expect(rig.count('key-frame')).toBeGreaterThanOrEqual(2);
  });

  it('timestamps that jump by a minute: cut to the wall clock, and reported', async () => {
    // In milliseconds: it works on what the muxer gets.
    const jump = `setts=ts='TS+if(gte(TS,2000),60000,0)'`;
    await rig.push(
      ...picture(),
      ...tone(),
      ...h264,
      ...aac,
      '-bsf:v',
      jump,
      '-bsf:a',
      jump,
      '-t',
      '4',
    );
    expect(rig.story).toContain('jumped');
    expect(rig.lastMs).toBeLessThan(6_000);
    expect(rig.flaws(400)).toEqual([]);
  });

  it('MP3 sound: refused with a sentence', async () => {
    await rig.push(...picture(), ...tone(), ...h264, '-c:a', 'libmp3lame', '-t', '4');
    expect(rig.sentences).toEqual([
      'The encoder sends MP3, which the stage cannot take; set it to AAC sound and start it again.',
    ]);
  });
});

describe('one timeline', () => {
  it('over encoder, slate and another encoder: decoded, the pictures switch at their time', async () => {
    await rig.push(...colour('red'), ...tone(), ...h264, ...aac, '-t', '3');
    await delay(4_000);
    const from = performance.now();
    const second = rig.pushing(...colour('blue'), ...tone('48000'), ...h264, ...aac, '-t', '3');
    while (rig.relay.source !== 'encoder') await delay(10);
    expect(performance.now() - from).toBeLessThan(2_500);
    await new Promise((resolve) => second.once('exit', resolve));
    expect(rig.story).toEqual(['encoder', 'slate', 'encoder', 'slate']);
    expect(rig.flaws()).toEqual([]);

    const [, slateMs = 0, backMs = 0] = rig.events.map((event) => Number(event.split(' ')[1]));
    // One pixel per tenth of a second: what is seen when.
    const file = await rig.save();
    const pixels = await ffmpeg(
      '-i',
      file,
      '-vf',
      'fps=10,scale=1:1',
      '-pix_fmt',
      'rgb24',
      '-f',
      'rawvideo',
      '-',
    );
    const seen = Array.from({ length: pixels.length / 3 }, (_, at) => {
      const [red = 0, , blue = 0] = pixels.subarray(at * 3, at * 3 + 3);
      return red > 150 ? 'red' : blue > 150 ? 'blue' : 'slate';
    });
    const first = (what: (typeof seen)[number]): number => seen.indexOf(what) * 100;
    expect(first('red')).toBe(0);
    expect(Math.abs(first('slate') - slateMs)).toBeLessThan(250);
    expect(Math.abs(first('blue') - backMs)).toBeLessThan(250);
    expect(Math.abs(backMs - 7_500)).toBeLessThan(1_500);
  });

  it('stays at the wall clock after 10 s of coming and going', async () => {
    const started = steadyNow();
    for (let at = 0; at < 3; at += 1) {
      await rig.push(...picture(), ...tone(), ...h264, ...aac, '-t', '1.5');
      await delay(500);
    }
    expect(rig.flaws()).toEqual([]);
    const wallMs = steadyNow() - (rig.relay.timeline.originMs ?? started);
    expect(Math.abs(rig.lastMs - wallMs)).toBeLessThan(300);
  });
});

describe('the PCM tap', () => {
  it('counts samples into media time, also over a slate', async () => {
    const heard: Array<{ pcm: Buffer; mediaMs: number }> = [];
    const tap = new PcmTap('ffmpeg');
    tap.on('samples', (pcm, mediaMs) => heard.push({ pcm, mediaMs }));
    const closed = new Promise((resolve) => tap.on('closed', resolve));
    rig.relay.attach(tap);
    const beep = [
      '-re',
      '-f',
      'lavfi',
      '-i',
      `aevalsrc='0.5*sin(2*PI*880*t)*between(t,1,1.3)':s=44100`,
    ];
    await rig.push(...colour('red'), ...beep, ...h264, ...aac, '-t', '2.5');
    await delay(2_000);
    await rig.push(...colour('red'), ...beep, ...h264, ...aac, '-t', '2.5');
    await delay(500);
    rig.relay.close();
    expect(await closed).toBeNull();

    const starts = rig.events
      .filter((event) => event.startsWith('encoder'))
      .map((event) => Number(event.split(' ')[1]));
    const beeps = beginnings(heard);
    expect(beeps).toHaveLength(2);
    // AAC's own delay is one or two frames of 23 ms.
    for (const [n, ms] of beeps.entries())
      expect(Math.abs(ms - (starts[n] ?? 0) - 1_000)).toBeLessThan(80);
    // Each piece begins where the one before ends, but for some ms where the source changed.
    const seams = heard.map(({ mediaMs }, n) => Math.abs(mediaMs - endOf(heard[n - 1], mediaMs)));
    expect(Math.max(...seams)).toBeLessThan(60);
    expect(seams.filter((ms) => ms > 0.001).length).toBeLessThanOrEqual(3);
    expect(Math.abs(endOf(heard.at(-1), 0) - rig.lastMs)).toBeLessThan(100);
  });
});

interface Piece {
  pcm: Buffer;
  mediaMs: number;
}

function endOf(piece: Piece | undefined, otherwise: number): number {
  return piece === undefined
    ? otherwise
    : piece.mediaMs + piece.pcm.length / 2 / (PCM_RATE / 1_000);
}

/** Media times at which sound begins after at least half a second of quiet. */
function beginnings(pieces: Piece[]): number[] {
  const loud = pieces.flatMap(({ pcm, mediaMs }) =>
    Array.from({ length: pcm.length / 2 }, (_, at) => at)
      .filter((at) => Math.abs(pcm.readInt16LE(at * 2)) > 4_000)
      .map((at) => mediaMs + at / (PCM_RATE / 1_000)),
  );
  return loud.filter((ms, n) => ms - (loud[n - 1] ?? -1_000) > 500);
}
