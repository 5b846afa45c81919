import { findExecutable } from '@lectern/host/which';
import { hasPicture } from '@lectern/media/ladder';
import type { PackagerKind, Rendition } from '@lectern/protocol/media';
import { Ladder } from './ladder.js';
import { Owncast } from './owncast.js';
import type { OwncastHome } from './owncast-instance.js';
import type { Packager, PackagerOptions } from './packager.js';
import type { Beginning, Replay } from './replay.js';
import * as say from './sentences.js';

export interface Binaries {
  /** Path or name of ffmpeg. */
  ffmpeg: string;
  /** Path of Owncast; null where it is not installed. */
  owncast: string | null;
}

/** chooseKind gives the kind that can be had here, and the sentence for what is missing. */
export function chooseKind(
  wanted: PackagerKind,
  { ffmpeg, owncast }: Binaries,
  renditions: readonly Rendition[],
): { kind: PackagerKind; missing: string | null } {
  if (findExecutable(ffmpeg) === undefined) return { kind: 'ladder', missing: say.ffmpegMissing() };
  if (wanted === 'ladder') return { kind: 'ladder', missing: null };
  if (owncast === null || findExecutable(owncast) === undefined)
    return { kind: 'ladder', missing: say.owncastMissing() };
  // Owncast knows no stream without picture.
  return { kind: renditions.some(hasPicture) ? 'owncast' : 'ladder', missing: null };
}

export function createPackager(
  kind: PackagerKind,
  options: PackagerOptions,
  { ffmpeg, owncast }: Binaries,
  home: OwncastHome,
): Packager {
  // Whole paths: the children run in folders of their own.
  const path = findExecutable(ffmpeg) ?? ffmpeg;
  return kind === 'owncast' && owncast !== null
    ? new Owncast(options, { owncast: findExecutable(owncast) ?? owncast, ffmpeg: path }, home)
    : new Ladder(options, path);
}

/** Two timestamps of one frame may differ by a rounding. */
const SLACK_MS = 100;

/**
 * beginningFor finds where a packager starts, so that what is listed goes on at `resumeMs`. The ladder cuts at any
 * picture; Owncast begins with a key frame: the next one when it is near, else the one before, whose overlap the
 * publisher leaves out.
 */
export function beginningFor(
  kind: PackagerKind,
  replay: Replay,
  resumeMs: number,
  segmentMs: number,
): Beginning | null {
  const next = kind === 'owncast' ? replay.from(resumeMs - SLACK_MS, true) : null;
  if (next !== null && next.firstMs <= resumeMs + segmentMs) return next;
  return replay.from(resumeMs, false);
}
