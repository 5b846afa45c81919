import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bootstrap/run.ts';
import type { TalkScript } from './script.ts';
import { clockFilters, filter, frameFilters, slideFilters } from './slides.ts';
import type { Timeline } from './timeline.ts';

const FPS = 30;
const SIZE = '1280x720';

/** Draws and encodes the talk: `<dir>/talk.mp4`, H.264 with a key frame each second and no B-frames, AAC at 48 kHz. */
export async function render(
  ffmpeg: string,
  script: TalkScript,
  timeline: Timeline,
  dir: string,
): Promise<string> {
  await drawBackground(ffmpeg, join(dir, 'background.png'));
  await encode(ffmpeg, script, timeline, dir);
  return join(dir, 'talk.mp4');
}

/** One frame, with a little noise so that the dark gradient shows no bands. */
async function drawBackground(ffmpeg: string, file: string): Promise<void> {
  const gradient = 'c0=0x0E4350:c1=0x14191D:x0=160:y0=0:x1=980:y1=660:speed=0.00001';
  const source = `gradients=s=${SIZE}:${gradient},format=yuv444p,noise=c0s=3:c0_seed=7,format=rgb24`;
  await call(ffmpeg, ['-f', 'lavfi', '-i', source, '-frames:v', '1', file]);
}

async function encode(
  ffmpeg: string,
  script: TalkScript,
  timeline: Timeline,
  dir: string,
): Promise<void> {
  const seconds = timeline.totalMs / 1000;
  const graph = join(dir, 'graph.txt');
  writeFileSync(graph, filterGraph(script, timeline, dir));
  const inputs = ['-i', join(dir, 'background.png'), '-i', join(dir, 'voice.wav')];
  await call(ffmpeg, [
    ...[
      ...inputs,
      '-filter_complex_script',
      graph,
      '-map',
      '[picture]',
      ...X264,
      join(dir, 'picture.mp4'),
    ],
    ...['-map', '[sound]', '-c:a', 'aac', '-b:a', '128k', '-f', 'adts', join(dir, 'sound.aac')],
  ]);
  // ADTS has no edit list, and the talk is a whole number of its frames: the loop has no seam.
  const parts = [
    '-i',
    join(dir, 'picture.mp4'),
    '-i',
    join(dir, 'sound.aac'),
    '-map',
    '0:v',
    '-map',
    '1:a',
  ];
  const whole = [
    '-c',
    'copy',
    '-t',
    String(seconds),
    '-movflags',
    '+faststart',
    join(dir, 'talk.mp4'),
  ];
  await call(ffmpeg, [...parts, ...whole]);
}

const X264 = [
  ...[
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-profile:v',
    'high',
    '-crf',
    '21',
    '-maxrate',
    '2500k',
  ],
  ...[
    '-bufsize',
    '2500k',
    '-g',
    String(FPS),
    '-keyint_min',
    String(FPS),
    '-sc_threshold',
    '0',
    '-bf',
    '0',
  ],
  ...[
    '-color_primaries',
    'bt709',
    '-color_trc',
    'bt709',
    '-colorspace',
    'bt709',
    '-color_range',
    'tv',
  ],
];

function filterGraph(script: TalkScript, timeline: Timeline, dir: string): string {
  const seconds = timeline.totalMs / 1000;
  const frames = (timeline.totalMs * FPS) / 1000 - 1;
  const texts = [
    ...frameFilters(script.title, dir),
    ...clockFilters(),
    ...slideFilters(script, timeline, dir),
  ];
  return [
    '[1:a]aresample=48000,highpass=f=70,loudnorm=I=-17:TP=-1.5:LRA=9,aresample=48000,' +
      `apad=whole_dur=${seconds + 0.5},` +
      'aformat=channel_layouts=stereo,asplit[sound][seen]',
    `[seen]showwaves=s=230x64:mode=cline:rate=${FPS}:scale=sqrt:colors=0x86CFE0,format=rgba[wave]`,
    `color=c=0x86CFE0:s=1280x5:r=${FPS}:d=${seconds}[bar]`,
    `[0:v]format=yuv420p,loop=loop=${frames}:size=1,setpts=N/${FPS}/TB,fps=${FPS},${texts.join(',\n')}[slides]`,
    '[slides][wave]overlay=x=954:y=590:eof_action=pass[waved]',
    `[waved][bar]${filter('overlay', { x: `-1280+1280*t/${seconds}`, y: '715', eval: 'frame' })},` +
      'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[picture]',
  ].join(';\n');
}

async function call(ffmpeg: string, args: readonly string[]): Promise<void> {
  const quiet = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error', '-y'];
  const result = await run(ffmpeg, [...quiet, ...args], { timeoutMs: 600_000 });
  if (!result.ok) throw new Error(`ffmpeg could not make the demo talk: ${result.output}`);
}
