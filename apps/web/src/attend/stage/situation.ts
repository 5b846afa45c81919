import type { TalkView } from '@lectern/protocol/http';
import type { StageState } from '@lectern/protocol/stage';
import type { PlayerState } from '../../live/player/state.js';
import type { NowNext } from './now-next.js';

/** What stands in the place of the picture. */
export type Slate =
  | { name: 'before'; talk: TalkView }
  | { name: 'nothing' | 'starting' | 'loading' | 'retrying' | 'ended' | 'unplayable' }
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
export function slate({ stage, talks, player, nowMs }: Facts): Slate | null {
  if (player) return slateOfPlayer(player);
  if (isOnAir(stage.state)) return { name: 'loading' };
  if (stage.state === 'starting') return { name: 'starting' };
  if (talks.now?.state === 'cancelled') return { name: 'cancelled', talk: talks.now };
  if (talks.now?.state === 'planned') return { name: 'before', talk: talks.now };
  if (stage.state === 'ended' && !comesSoon(talks, nowMs)) return { name: 'ended' };
  return talks.next
    ? { name: 'before', talk: talks.next }
    : { name: stage.state === 'ended' ? 'ended' : 'nothing' };
}

/** Right after a talk the page says that it is over; once the next one is near, it speaks of that. */
const NEAR_MS = 15 * 60_000;
const comesSoon = ({ next }: NowNext, nowMs: number): boolean =>
  next !== null && next.startMs - nowMs < NEAR_MS;

function slateOfPlayer(player: PlayerState): Slate | null {
  switch (player.status) {
    case 'loading':
      return player.held === 'all' ? null : { name: 'loading' };
    case 'retrying':
      // Before the first picture there is nothing to leave standing.
      return player.qualities.length === 0 ? { name: 'retrying' } : null;
    case 'ended':
      return { name: 'ended' };
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
