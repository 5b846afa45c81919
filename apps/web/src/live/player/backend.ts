import type { Quality } from './state.js';

/** What a backend tells the player. */
export interface BackendEvents {
  qualities(qualities: readonly Quality[]): void;
  /** Lines of the picture that is shown now. */
  showing(height: number): void;
  /** It gave up; `retry` begins anew. */
  failed(why: string): void;
}

/** What turns a playlist into a picture: hls.js, or the browser itself. */
export interface Backend {
  choose(key: string): void;
  /** Where a newcomer would begin, in seconds of the video element's clock; null while unknown. */
  livePosition(): number | null;
  /** Where the oldest moment that can still be seen is, in the same clock. */
  oldestPosition(): number | null;
  /** The wall clock of the moment on screen, ms since 1970; null while the playlist has not told. */
  dateMs(): number | null;
  retry(): void;
  close(): void;
}
