import type { PackagerKind } from '@lectern/protocol/media';

/** A packager that gives no segment for this long is treated as dead, ms. */
export const HUNG_MS = 10_000;
/** After this long without pictures another kind of packager takes over, ms. */
export const REPLACE_MS = 15_000;
/** Bytes that a packager may leave waiting before it counts as too slow. */
const BACKLOG_BYTES = 64 * 1024 * 1024;

export interface Signs {
  kind: PackagerKind;
  isRunning: boolean;
  /** The packager of this moment has given a segment already. */
  hasGiven: boolean;
  /** Since the newest segment of any packager of this broadcast, ms. */
  sinceSegmentMs: number;
  /** Since the packager of this moment was started, ms. */
  sinceStartMs: number;
  /** How far the listed stream lies behind what came in, ms. */
  behindMs: number;
  backlogBytes: number;
  isTooSlow: boolean;
}

/** What is to be done about the packager: `replace` it by the other kind, start it anew, make its work smaller. */
export type Verdict = 'replace' | 'restart' | 'lighten' | null;

/** judge decides from what can be seen of a packager. Without anything to encode, silence is no fault. */
export function judge(signs: Signs): Verdict {
  const hasWork = signs.behindMs > HUNG_MS / 2;
  if (signs.kind === 'owncast' && hasWork && signs.sinceSegmentMs > REPLACE_MS) return 'replace';
  if (!signs.isRunning) return null;
  const silentMs = Math.min(signs.sinceSegmentMs, signs.sinceStartMs);
  // Owncast takes seconds to start on a busy machine: until its first segment only the limit above counts.
  const mayHang = signs.kind === 'ladder' || signs.hasGiven;
  if (mayHang && hasWork && silentMs > HUNG_MS) return 'restart';
  // One that gives nothing at all is not slow but stuck: it gets its ten seconds.
  const isSlow = signs.isTooSlow || signs.backlogBytes > BACKLOG_BYTES;
  return isSlow && silentMs < HUNG_MS / 2 ? 'lighten' : null;
}

/** Waits before the first, second … restart in a row, ms. */
const BACK_OFF_MS = [100, 500, 1_000, 2_000];

/** backOffMs gives the wait before a packager that failed so often in a row is started again, ms. */
export function backOffMs(failures: number): number {
  return BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)] ?? 0;
}
