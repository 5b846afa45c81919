import type { Rendition } from '@lectern/protocol/media';

/** What comes in; zeros where it is not known. */
export interface SourceSize {
  width: number;
  height: number;
  fps: number;
}

export interface LadderPlan {
  /** Best first, sized for this source; the audio-only rendition last. */
  renditions: Rendition[];
  /** What this machine cannot encode in real time, left out from the top. */
  leftOut: Rendition[];
}

/** Pixels per second that one core encodes with x264 veryfast, zerolatency, with half in hand: measured 0.71 cores for FHD+HD+SD at 30 fps. */
const PIXELS_PER_CORE_SECOND = 80_000_000;

/** planLadder fits a rendition table to a source and a machine. Nothing is larger or faster than the source. */
export function planLadder(
  table: readonly Rendition[],
  source: SourceSize,
  cores: number,
): LadderPlan {
  const video = table.filter(hasPicture).sort((a, b) => b.height - a.height || b.width - a.width);
  const fitted = distinct(wanted(video, source).map((one) => fit(one, source)));
  const kept = heldBy(fitted, cores);
  const audio = table.find((one) => !hasPicture(one));
  return {
    renditions: [...kept, audio ?? audioOnly(video)],
    leftOut: fitted.slice(0, fitted.length - kept.length),
  };
}

export function hasPicture(rendition: Rendition): boolean {
  return rendition.height > 0 && rendition.width > 0;
}

/** fewer leaves out the best rendition with picture; null when only one is left. */
export function fewer(
  renditions: readonly Rendition[],
): { renditions: Rendition[]; leftOut: Rendition } | null {
  const [best, second] = renditions.filter(hasPicture);
  if (best === undefined || second === undefined) return null;
  return { renditions: renditions.filter((one) => one !== best), leftOut: best };
}

/** The best renditions go first: a smaller picture that runs is worth more than a large one that stutters. */
function heldBy(renditions: readonly Rendition[], cores: number): Rendition[] {
  const budget = Math.max(cores, 1) * PIXELS_PER_CORE_SECOND;
  let from = 0;
  while (from < renditions.length - 1 && cost(renditions.slice(from)) > budget) from += 1;
  return renditions.slice(from);
}

function cost(renditions: readonly Rendition[]): number {
  return renditions.reduce((sum, one) => sum + one.width * one.height * one.fps, 0);
}

/** What is larger than the source is left out, but for the next size up where the rest would waste the source. */
function wanted(video: readonly Rendition[], source: SourceSize): readonly Rendition[] {
  const from = video.findIndex((one) => !exceeds(one, source));
  if (from === -1) return video.slice(-1);
  const best = video[from];
  const wastes =
    best !== undefined && source.width > best.width * 1.2 && source.height > best.height * 1.2;
  return video.slice(wastes ? Math.max(from - 1, 0) : from);
}

function exceeds(one: Rendition, source: SourceSize): boolean {
  if (source.width === 0 || source.height === 0) return false;
  return one.width > source.width && one.height > source.height;
}

function fit(one: Rendition, source: SourceSize): Rendition {
  const fps = fitRate(one.fps, source.fps);
  if (source.width === 0 || source.height === 0) return { ...one, fps };
  const scale = Math.min(one.width / source.width, one.height / source.height, 1);
  return { ...one, fps, width: even(source.width * scale), height: even(source.height * scale) };
}

/** A source of 50 or 60 becomes 25 or 30: every second picture is smoother than an uneven choice. */
function fitRate(wanted: number, source: number): number {
  if (source <= 0) return wanted;
  const rate = Math.max(Math.round(source), 1);
  if (rate <= wanted) return rate;
  const half = rate / 2;
  return Number.isInteger(half) && half <= wanted && half >= wanted * 0.8 ? half : wanted;
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}

/** Renditions that became the same size are one; the cheaper stays out. */
function distinct(renditions: readonly Rendition[]): Rendition[] {
  return renditions.filter(
    (one, n) =>
      n === 0 || one.width !== renditions[n - 1]?.width || one.height !== renditions[n - 1]?.height,
  );
}

function audioOnly(video: readonly Rendition[]): Rendition {
  const audioKbps = Math.min(64, ...video.map((one) => one.audioKbps));
  return { name: 'audio', width: 0, height: 0, videoKbps: 0, audioKbps, fps: 0 };
}
