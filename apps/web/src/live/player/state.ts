/** One quality the viewer can choose. */
export interface Quality {
  key: string;
  /** Lines of the picture; 0 is sound alone. */
  height: number;
  fps: number;
  kbps: number;
}

export const AUTO = 'auto';
export const AUDIO = 'audio';

/** What the player is doing, as far as the page shows it. */
export interface PlayerState {
  /**
   * `loading`: no picture yet. `waiting`: it ran dry and goes on by itself.
   * `retrying`: the stream could not be had; tried again for ever. `unplayable`: this browser cannot.
   */
  status: 'loading' | 'playing' | 'paused' | 'waiting' | 'retrying' | 'ended' | 'unplayable';
  /** What the browser allows only after a press: nothing is held back, the sound is, or all is. */
  held: 'nothing' | 'sound' | 'all';
  muted: boolean;
  /** 0 to 1. */
  volume: number;
  qualities: readonly Quality[];
  chosen: string;
  /** Lines of the picture that is shown now; null while unknown. */
  showing: number | null;
  /** How far the picture is behind where a newcomer would begin, in ms. */
  behindMs: number;
  /** How far back one can go from there, in ms. */
  windowMs: number;
}

export const initialState: PlayerState = {
  status: 'loading',
  held: 'nothing',
  muted: false,
  volume: 1,
  qualities: [],
  chosen: AUTO,
  showing: null,
  behindMs: 0,
  windowMs: 0,
};

export type PlayerEvent =
  | { type: 'loading' | 'playing' | 'paused' | 'waiting' | 'failed' | 'ended' | 'unplayable' }
  | { type: 'held'; what: PlayerState['held'] }
  | { type: 'volume'; muted: boolean; volume: number }
  | { type: 'qualities'; qualities: readonly Quality[] }
  | { type: 'chosen'; key: string }
  | { type: 'showing'; height: number | null }
  | { type: 'place'; behindMs: number; windowMs: number };

/** applyPlayerEvent is the fold of what the video element and hls.js report. */
export function applyPlayerEvent(state: PlayerState, event: PlayerEvent): PlayerState {
  switch (event.type) {
    case 'playing':
      return { ...state, status: 'playing', held: state.held === 'all' ? 'nothing' : state.held };
    case 'waiting':
      // Before the first picture it loads; a player that retries or is paused does not wait for data.
      return state.status === 'playing' ? { ...state, status: 'waiting' } : state;
    case 'paused':
      return state.status === 'retrying' || state.status === 'ended'
        ? state
        : { ...state, status: 'paused' };
    case 'failed':
      return { ...state, status: 'retrying' };
    case 'loading':
    case 'ended':
    case 'unplayable':
      return { ...state, status: event.type };
    case 'held':
      return { ...state, held: event.what };
    case 'volume':
      // Who turns the sound on has pressed something: the browser holds nothing back any more.
      return {
        ...state,
        muted: event.muted,
        volume: event.volume,
        held: !event.muted && state.held === 'sound' ? 'nothing' : state.held,
      };
    case 'qualities':
      return { ...state, qualities: event.qualities };
    case 'chosen':
      return { ...state, chosen: event.key };
    case 'showing':
      return { ...state, showing: event.height };
    case 'place':
      return { ...state, behindMs: event.behindMs, windowMs: event.windowMs };
  }
}

/** Beyond this the viewer is told, in ms: less is only how segments come. */
export const BEHIND_MS = 10_000;

export const isBehind = (state: PlayerState): boolean => state.behindMs >= BEHIND_MS;

/** What the menu and tests order by: the finest first, sound alone last. */
export function bestFirst(qualities: readonly Quality[]): Quality[] {
  return qualities.toSorted((a, b) => b.height - a.height || b.kbps - a.kbps);
}
