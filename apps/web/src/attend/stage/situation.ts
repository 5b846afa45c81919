import type { TalkView } from '@lectern/protocol/http';
import type { StageState } from '@lectern/protocol/stage';
import type { PlayerState } from '../../live/player/state.js';
import type { NowNext } from './now-next.js';

/** What stands in the place of the picture. */
export type Slate =
  | { name: 'before'; talk: TalkView }
  | { name: 'nothing' | 'starting' | 'loading' | 'retrying' | 'ended' | 'stopped' | 'unplayable' }
  | { name: 'cancelled'; talk: TalkView };

/** One sentence over the picture or under it. */
export type Banner =
  | { name: 'away'; sinceMs: number }
  | { name: 'offline' | 'serverAway' | 'serverAwayQuiet' | 'waiting' | 'retrying' };

export interface Facts {
  stage: { state: StageState; sinceMs: number };
  talks: NowNext;
  /** The player's state, or null while there is none. */
  player: PlayerState | null;
  online: boolean;
  /** The line to the server has been away for a moment, and not only for a blink. */
  serverAway: boolean;
  nowMs: number;
}

/** Whether the picture is on, or may come in a moment. */
export const isOnAir = (state: StageState): boolean => state === 'live' || state === 'away';

/** What the viewer sees in place of a picture; null when there is a picture. */
export function slate(facts: Facts): Slate | null {
  const { stage, player } = facts;
  if (player && player.status !== 'ended') return slateOfPlayer(player);
  if (player && stage.state === 'away') return { name: 'stopped' };
  if (isOnAir(stage.state)) return { name: 'loading' };
  return stage.state === 'starting' ? { name: 'starting' } : slateOffAir(facts);
}

function slateOffAir({ stage, talks: { now, next }, nowMs }: Facts): Slate {
  const ended = stage.state === 'ended';
  if (now?.state === 'cancelled') return { name: 'cancelled', talk: now };
  // It was on air in the time of this talk, and nobody said that the talk is over.
  if (ended && now && (now.state === 'live' || stage.sinceMs > now.startMs))
    return { name: 'stopped' };
  if (now) return { name: 'before', talk: now };
  if (next && !(ended && next.startMs - nowMs > NEAR_MS)) return { name: 'before', talk: next };
  return { name: ended ? 'ended' : 'nothing' };
}

/** Right after a talk the page says that it is over; once the next one is near, it speaks of that. */
const NEAR_MS = 15 * 60_000;

function slateOfPlayer(player: PlayerState): Slate | null {
  switch (player.status) {
    case 'loading':
      return player.held === 'all' ? null : { name: 'loading' };
    case 'retrying':
      // Before the first picture there is nothing to leave standing.
      return player.qualities.length === 0 ? { name: 'retrying' } : null;
    case 'unplayable':
      return { name: 'unplayable' };
    default:
      return null;
  }
}

/** The most important thing that is not as it should be; null when all is well. */
export function banner({ stage, player, online, serverAway }: Facts): Banner | null {
  if (!online) return { name: 'offline' };
  if (player?.status === 'retrying' && player.qualities.length > 0) return { name: 'retrying' };
  if (stage.state === 'away') return { name: 'away', sinceMs: stage.sinceMs };
  if (player?.status === 'waiting') return { name: 'waiting' };
  if (serverAway) return { name: player ? 'serverAway' : 'serverAwayQuiet' };
  return null;
}
