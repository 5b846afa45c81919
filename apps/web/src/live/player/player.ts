import { retryDelayMs } from '@lectern/client/backoff';
import { createCell, type Watchable } from '../../ui/store.js';
import type { Backend, BackendEvents } from './backend.js';
import {
  applyPlayerEvent,
  AUTO,
  initialState,
  type PlayerEvent,
  type PlayerState,
} from './state.js';

export interface Player extends Watchable<PlayerState> {
  toggle(): void;
  setMuted(muted: boolean): void;
  /** 0 to 1. */
  setVolume(volume: number): void;
  choose(key: string): void;
  goLive(): void;
  seekBy(ms: number): void;
  /** Goes to so many ms behind the live edge. */
  seekBehind(ms: number): void;
  /** From the camera to this screen, in ms; null while unknown. */
  latencyMs(): number | null;
  /** The wall clock of the moment on screen, ms since 1970. */
  dateMs(): number | null;
  close(): void;
}

/** Who should be playing and has not moved for this long begins anew, in ms. */
const STUCK_MS = 15_000;
const TICK_MS = 1_000;

type OpenBackend = (video: HTMLVideoElement, src: string, events: BackendEvents) => Backend;

/** Finds what can play here; null when nothing can. hls.js comes as its own file, only to pages with a picture. */
async function findBackend(video: HTMLVideoElement): Promise<OpenBackend | null> {
  const { isSupported, hlsBackend } = await import('./hls-backend.js');
  if (isSupported()) return hlsBackend;
  if (video.canPlayType('application/vnd.apple.mpegurl') === '') return null;
  return (await import('./native-backend.js')).nativeBackend;
}

/** Plays a live stream in the element until it is closed. Every failure is tried again, for ever. */
export function createPlayer(video: HTMLVideoElement, src: string): Player {
  const cell = createCell<PlayerState>({
    ...initialState,
    muted: video.muted,
    volume: video.volume,
  });
  const tell = (event: PlayerEvent) => cell.set(applyPlayerEvent(cell.snapshot(), event));
  const aborter = new AbortController();
  const { signal } = aborter;
  let backend: Backend | null = null;
  let wanted = true;
  let attempts = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let movedAt = performance.now();
  let place = -1;

  const start = () => {
    wanted = true;
    video.play().catch((error: unknown) => held(error));
  };
  const held = (error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
    if (video.muted) return tell({ type: 'held', what: 'all' });
    // Without a press the browser plays only in silence: better a silent picture than none.
    tell({ type: 'held', what: 'sound' });
    video.muted = true;
    start();
  };
  const retry = (why: string) => {
    if (signal.aborted) return;
    console.warn(`The stream is not to be had (${why}); trying again.`);
    tell({ type: 'failed' });
    clearTimeout(retryTimer);
    retryTimer = setTimeout(renew, retryDelayMs(attempts++));
  };
  const renew = () => {
    movedAt = performance.now();
    backend?.retry();
    if (wanted) start();
  };
  const watch = () => {
    const now = performance.now();
    if (video.currentTime !== place || video.paused) {
      place = video.currentTime;
      movedAt = now;
    } else if (wanted && cell.snapshot().status !== 'ended' && now - movedAt > STUCK_MS) {
      movedAt = now;
      retry('nothing came for a while');
    }
    tell({ type: 'place', ...placeOf(backend, video) });
  };

  listen(video, signal, tell, () => (attempts = 0));
  // Headphones, the lock screen and other buttons pause too; the end of the stream also says `pause`.
  video.addEventListener('pause', () => (wanted = video.ended), { signal });
  video.addEventListener('playing', () => (wanted = true), { signal });
  addEventListener('online', () => cell.snapshot().status === 'retrying' && renew(), { signal });
  const ticking = setInterval(watch, TICK_MS);
  signal.addEventListener('abort', () => {
    clearInterval(ticking);
    clearTimeout(retryTimer);
    backend?.close();
  });

  const open = () =>
    findBackend(video)
      .then((found) => {
        if (signal.aborted) return;
        if (!found) return tell({ type: 'unplayable' });
        backend = found(video, src, {
          qualities: (qualities) => tell({ type: 'qualities', qualities }),
          showing: (height) => tell({ type: 'showing', height }),
          failed: retry,
        });
        start();
      })
      .catch((error: unknown) => {
        // The player's file could not be fetched: it is tried again like the stream.
        if (signal.aborted) return;
        tell({ type: 'failed' });
        retryTimer = setTimeout(() => void open(), retryDelayMs(attempts++));
        console.warn('The player could not be fetched; trying again.', error);
      });
  void open();

  const goTo = (position: number) => {
    const oldest = backend?.oldestPosition() ?? 0;
    const live = backend?.livePosition() ?? position;
    video.currentTime = Math.min(Math.max(position, oldest), live);
  };
  return {
    subscribe: cell.subscribe,
    snapshot: cell.snapshot,
    toggle: () => {
      if (video.paused) return start();
      wanted = false;
      video.pause();
    },
    setMuted: (muted) => {
      video.muted = muted;
      if (!muted && video.volume === 0) video.volume = 0.5;
    },
    setVolume: (volume) => {
      video.volume = Math.min(1, Math.max(0, volume));
      video.muted = video.volume === 0;
    },
    choose: (key) => {
      tell({ type: 'chosen', key });
      if (key === AUTO) tell({ type: 'showing', height: null });
      backend?.choose(key);
      if (wanted) start();
    },
    goLive: () => {
      goTo(backend?.livePosition() ?? video.currentTime);
      start();
    },
    seekBy: (ms) => goTo(video.currentTime + ms / 1_000),
    seekBehind: (ms) => goTo((backend?.livePosition() ?? video.currentTime) - ms / 1_000),
    latencyMs: () => {
      const date = backend?.dateMs() ?? null;
      return date === null ? null : Date.now() - date;
    },
    dateMs: () => backend?.dateMs() ?? null,
    close: () => aborter.abort(),
  };
}

function placeOf(
  backend: Backend | null,
  video: HTMLVideoElement,
): { behindMs: number; windowMs: number } {
  const live = backend?.livePosition() ?? null;
  const oldest = backend?.oldestPosition() ?? null;
  if (live === null || oldest === null) return { behindMs: 0, windowMs: 0 };
  const round = (seconds: number) => Math.max(0, Math.round(seconds) * 1_000);
  return { behindMs: round(live - video.currentTime), windowMs: round(live - oldest) };
}

function listen(
  video: HTMLVideoElement,
  signal: AbortSignal,
  tell: (event: PlayerEvent) => void,
  moving: () => void,
): void {
  const on = (name: keyof HTMLMediaElementEventMap, then: () => void) =>
    video.addEventListener(name, then, { signal });
  on('playing', () => {
    moving();
    tell({ type: 'playing' });
  });
  on('pause', () => tell({ type: 'paused' }));
  on('waiting', () => tell({ type: 'waiting' }));
  on('ended', () => tell({ type: 'ended' }));
  on('volumechange', () => tell({ type: 'volume', muted: video.muted, volume: video.volume }));
}
