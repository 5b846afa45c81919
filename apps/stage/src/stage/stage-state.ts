import type { StageState } from '@lectern/protocol/stage';
import type { RelaySource } from '../relay/relay.js';

/** What a stage's state follows from. */
export interface StageFacts {
  /** An encoder is connected. */
  encoder: boolean;
  /** What the running broadcast shows; null when there is no broadcast. */
  source: RelaySource | null;
  /** Something of the running broadcast is listed for viewers. */
  listed: boolean;
  /** There was a broadcast before. */
  past: boolean;
}

/** What the audience is told. `starting` lasts until there is something to watch. */
export function stageStateOf({ encoder, source, listed, past }: StageFacts): StageState {
  if (source === 'slate') return 'away';
  if (source === 'encoder' && listed) return 'live';
  if (source === 'encoder' || encoder) return 'starting';
  return past ? 'ended' : 'offline';
}
