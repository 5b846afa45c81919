import type { PackagerKind, Rendition } from '@lectern/protocol/media';
import type { FlvConsumer } from '../relay/flv-consumer.js';

/** A finished, whole segment that a packager has written. */
export interface PackagedSegment {
  rendition: string;
  path: string;
  durationMs: number;
  /** Which start of a packager made it: grows by one with each. Segments of different renditions with equal run and index are the same moment. */
  run: number;
  /** Position within its run, from 0. */
  index: number;
}

export interface PackagerOptions {
  room: string;
  run: number;
  /** The packager's own working directory; it may do there as it likes. */
  dir: string;
  /** Sized for the source; the audio-only one last. */
  renditions: Rendition[];
  segmentMs: number;
  latency: number;
  /** Media time, ms, up to which everything is listed already: earlier pictures are of no use. */
  resumeMs: number;
}

export interface PackagerEvents extends Record<string, unknown[]> {
  /** A segment is whole on disk. Per rendition, in order of `index`, none left out. */
  segment: [PackagedSegment];
  /** About once a second while encoding. */
  progress: [{ speed: number; fps: number }];
  /** Emitted once; nothing follows. `error` is null when it was asked to stop. */
  closed: [{ error: string | null }];
}

/** FLV in, finished segments out. `owncast` and `ladder` implement it; a relay feeds it like any consumer. */
export interface Packager extends FlvConsumer {
  readonly kind: PackagerKind;
  /**
   * `media`: its timestamps are media time behind PTS_ORIGIN_MS. `own`: it counts from a start of its own,
   * and its first picture is the key frame it was started with.
   */
  readonly clock: 'media' | 'own';
  /** Bytes it was given and has not taken yet. */
  readonly backlog: number;
  /** The returned function takes the listener off. */
  on<E extends keyof PackagerEvents>(
    event: E,
    listener: (...args: PackagerEvents[E]) => void,
  ): () => void;
  /** Flushes what is whole and ends the children. Idempotent. */
  close(): Promise<void>;
}
