import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the server answers, at most `timeoutMs`. False when it does not, or when `gaveUp` says so. */
export async function waitHealthy(
  url: string,
  timeoutMs: number,
  gaveUp: () => boolean,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline && !gaveUp()) {
    if (await answers(url)) return true;
    await sleep(50);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}
