import { useCallback, useEffect, useState } from 'react';
import { ApiFailed } from './api.js';

export type Loaded<T> =
  | { name: 'loading' }
  | { name: 'there'; value: T; stale: boolean }
  | { name: 'failed'; error: ApiFailed };

const RETRY_MS = 3_000;

/**
 * Loads when `load` changes, again every `everyMs` while the page is seen, and again and again while nobody answers.
 * What was there stays there, marked `stale`, when a later load fails.
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  everyMs: number,
): [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ name: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => setLoaded({ name: 'loading' }), [load]);
  useEffect(() => {
    const aborter = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const again = (afterMs: number) => (timer = setTimeout(run, afterMs));
    const run = () => {
      if (document.hidden) return void again(everyMs);
      load(aborter.signal)
        .then((value) => {
          setLoaded({ name: 'there', value, stale: false });
          again(everyMs);
        })
        .catch((error: unknown) => {
          if (aborter.signal.aborted) return;
          setLoaded((before) => afterFailure(before, error));
          again(RETRY_MS * (1 + Math.random()));
        });
    };
    run();
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [load, everyMs, turn]);
  return [loaded, useCallback(() => setTurn((value) => value + 1), [])];
}

function afterFailure<T>(before: Loaded<T>, error: unknown): Loaded<T> {
  const failed = error instanceof ApiFailed ? error : new ApiFailed(String(error), 'internal');
  // What the server denies to have is gone; what it cannot tell at the moment is still what we saw.
  if (before.name !== 'there' || failed.code === 'not_found')
    return { name: 'failed', error: failed };
  return { ...before, stale: true };
}
