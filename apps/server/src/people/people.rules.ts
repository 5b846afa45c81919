import { Refusal } from '../errors.js';

/** A span of ms as whole seconds, for people. */
export const inSeconds = (ms: number) => `${Math.max(1, Math.ceil(ms / 1_000))} s`;

/** Why a muted person may not speak; null when they may. Holds for messages, questions and votes, and for hosts too. */
export function muteRefusal(mutedUntilMs: number, nowMs: number): Refusal | null {
  const left = mutedUntilMs - nowMs;
  if (left <= 0) return null;
  return new Refusal('muted', `A moderator has muted you here for another ${inSeconds(left)}.`, {
    retryAfterMs: left,
  });
}
