import { Refusal } from '../errors.js';
import { inSeconds, muteRefusal } from '../people/people.rules.js';

/** Everything that decides whether somebody may write a message now. Times in ms. */
export interface Posting {
  /** Hosts are not slowed down, and write in a closed chat. */
  isHost: boolean;
  isOpen: boolean;
  mutedUntilMs: number;
  slowModeMs: number;
  lastPostMs: number;
  nowMs: number;
}

/** Why a message may not be posted; null when it may. */
export function postRefusal({
  isHost,
  isOpen,
  mutedUntilMs,
  slowModeMs,
  lastPostMs,
  nowMs,
}: Posting): Refusal | null {
  const muted = muteRefusal(mutedUntilMs, nowMs);
  if (muted !== null) return muted;
  if (isHost) return null;
  if (!isOpen) return new Refusal('closed', 'The chat of this room is closed.');
  const wait = lastPostMs + slowModeMs - nowMs;
  if (wait <= 0) return null;
  return new Refusal(
    'slow_mode',
    `This room is in slow mode: you can write again in ${inSeconds(wait)}.`,
    { retryAfterMs: wait },
  );
}
