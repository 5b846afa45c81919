import type { StageState } from '@lectern/protocol/stage';
import { Badge } from '../ui/Badge.js';
import { useDeskWords } from './words/useDeskWords.js';

const tones = {
  offline: 'quiet',
  starting: 'warn',
  live: 'live',
  away: 'bad',
  ended: 'quiet',
} as const;

/** What a stage is, in a word or two. */
export function StateBadge({ state }: { state: StageState }) {
  const w = useDeskWords();
  return <Badge tone={tones[state]}>{w.states[state]}</Badge>;
}
