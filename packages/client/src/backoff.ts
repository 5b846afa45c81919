const FIRST_MS = 400;
const LONGEST_MS = 8_000;

/**
 * How long to wait before attempt number `attempt` (0 is the first retry), in ms.
 * Half of it is chance, so that a thousand clients do not come back in the same moment.
 */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random() / 2));
}

/** How long to wait when the server itself named `afterMs`: that, plus up to half of it and 500 ms by chance. */
export function politeDelayMs(afterMs: number, random: () => number = Math.random): number {
  return Math.round(afterMs + random() * (afterMs / 2 + 500));
}
