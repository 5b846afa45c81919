import { PTS_ORIGIN_MS } from '@lectern/media/clock';
import { hasPicture } from '@lectern/media/ladder';
import type { Rendition } from '@lectern/protocol/media';

export interface LadderInput {
  /** Best first; renditions without picture ride as a second sound track in the last one with picture. */
  renditions: readonly Rendition[];
  /** Media time of the first picture to be encoded, seconds. */
  fromSeconds: number;
  segmentSeconds: number;
}

/** File descriptor on which ffmpeg lists the finished segments of output `n`. */
export function listDescriptor(n: number): number {
  return 3 + n;
}

/** Which renditions get files of their own: those with picture; the others ride along, unless there is no picture at all. */
export function outputsOf(renditions: readonly Rendition[]): Rendition[] {
  const video = renditions.filter(hasPicture);
  return video.length > 0 ? video : [...renditions];
}

/** The ladder's ffmpeg arguments: one decode, one cascade of scalers, one encoder per rendition, cut on one grid of media time. */
export function ladderArguments(input: LadderInput): string[] {
  const video = input.renditions.filter(hasPicture);
  const riders = input.renditions.filter((one) => !hasPicture(one));
  const from = onFrameGrid(input.fromSeconds, video[0]?.fps ?? 25);
  const head = [
    ...['-hide_banner', '-loglevel', 'warning', '-nostats', '-nostdin', '-copyts'],
    ...['-progress', 'pipe:1', '-stats_period', '1', '-f', 'flv', '-i', 'pipe:0'],
    ...['-filter_complex', filterGraph(video, riders.length, from)],
  ];
  const files = outputsOf(input.renditions);
  const outputs = files.flatMap((one, n) => {
    if (video.length === 0) return soundOutput(one, n, input);
    const sounds = n === files.length - 1 ? [one, ...riders] : [one];
    return output(one, n, sounds, { ...input, fromSeconds: from });
  });
  return [...head, ...outputs];
}

/** Pictures leave the rate filter on multiples of 1/fps; cuts are counted from the first of them. */
export function onFrameGrid(seconds: number, fps: number): number {
  return Math.round(seconds * fps) / fps;
}

/**
 * The source's size may change (an encoder with another camera, the slate): everything is fitted into the first
 * rendition's frame, and each smaller one is scaled from the one above, which costs least.
 * `trim` cuts by absolute time and so survives the graph being rebuilt at such a change.
 */
function filterGraph(video: readonly Rendition[], riders: number, from: number): string {
  const count = video.length + riders;
  const outlets = Array.from({ length: count }, (_, n) => `[a${n}]`).join('');
  const sound = `[0:a:0]atrim=start=${from.toFixed(6)},aresample=48000:async=1000,aformat=channel_layouts=stereo,asplit=${count}${outlets}`;
  const [top] = video;
  if (top === undefined) return sound;
  const half = 0.5 / top.fps;
  const frame = `scale=${top.width}:${top.height}:force_original_aspect_ratio=decrease:flags=bicubic,pad=${top.width}:${top.height}:-1:-1,setsar=1,format=yuv420p`;
  const steps = video.map((one, n) => {
    const below = n < video.length - 1;
    const inlet = n === 0 ? '' : `[d${n}]scale=${one.width}:${one.height}:flags=bicubic,setsar=1,`;
    const rate = n > 0 && one.fps < top.fps ? `fps=${one.fps},` : '';
    return `${inlet}${rate}${below ? `split=2[v${n}][d${n + 1}]` : `null[v${n}]`}`;
  });
  return [
    `[0:v:0]trim=start=${(from - half).toFixed(6)},fps=${top.fps},${frame},${steps[0]}`,
    ...steps.slice(1),
    sound,
  ].join(';');
}

function output(
  one: Rendition,
  n: number,
  sounds: readonly Rendition[],
  input: LadderInput,
): string[] {
  const maps = sounds.flatMap((_, k) => ['-map', `[a${n + k}]`]);
  return [
    ...['-map', `[v${n}]`, ...maps],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-profile:v', 'high'],
    ...['-b:v', `${one.videoKbps}k`, '-maxrate', `${Math.round(one.videoKbps * 1.08)}k`],
    ...['-bufsize', `${one.videoKbps}k`, '-g', '100000', '-sc_threshold', '0', '-flags', '+cgop'],
    ...['-force_key_frames', keyFrames(input)],
    ...soundCodec(sounds),
    // Shorter than any cut, so that the segmenter cuts at each key frame, and key frames are only where we force them.
    ...segments(one, n, 0.05),
  ];
}

function soundOutput(one: Rendition, n: number, input: LadderInput): string[] {
  return ['-map', `[a${n}]`, ...soundCodec([one]), ...segments(one, n, input.segmentSeconds)];
}

function soundCodec(sounds: readonly Rendition[]): string[] {
  const rates = sounds.flatMap((sound, k) => [`-b:a:${k}`, `${sound.audioKbps}k`]);
  return ['-c:a', 'aac', ...rates, '-ar', '48000', '-ac', '2'];
}

function segments(one: Rendition, n: number, seconds: number): string[] {
  return [
    // The delay lets several AAC frames share a packet header (a third of the size at 64 kbit/s); copyts keeps it out of the timestamps.
    ...['-muxdelay', '0.4', '-muxpreload', '0', '-output_ts_offset', `${PTS_ORIGIN_MS / 1000}`],
    ...['-segment_format_options', 'mpegts_copyts=1'],
    ...['-f', 'segment', '-segment_time', String(seconds), '-segment_format', 'mpegts'],
    ...['-segment_list', `pipe:${listDescriptor(n)}`, '-segment_list_type', 'csv'],
    `${one.name}-%d.ts`,
  ];
}

/** A key frame wherever the media grid is crossed. ffmpeg counts `t` from the first picture that it encodes. */
function keyFrames({ fromSeconds, segmentSeconds }: LadderInput): string {
  const cell = (t: string): string =>
    `floor((${t}+${(fromSeconds + 0.001).toFixed(6)})/${segmentSeconds})`;
  return `expr:if(isnan(prev_forced_t),1,gt(${cell('t')},${cell('prev_forced_t')}))`;
}
