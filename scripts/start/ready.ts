import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every 50 ms until the answer is yes, at most `timeoutMs`. False when it never is, or when `gaveUp` says so. */
export async function waitFor(
  ask: () => Promise<boolean>,
  timeoutMs: number,
  gaveUp: () => boolean,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline && !gaveUp()) {
    if (await ask()) return true;
    await sleep(50);
  }
  return false;
}

/** Does somebody take connections there? */
export function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const answer = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true));
    socket.once('error', answer(false));
    socket.once('timeout', answer(false));
  });
}

/** Does the server answer that it is well? */
export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}
