import { CommandFailed } from '@lectern/client/failure';
import { useCallback, useState } from 'react';
import { ApiFailed } from '../live/api.js';

export interface Action {
  /** Runs one piece of work; a second press while it runs does nothing. Resolves true when it is done. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  busy: boolean;
  /** What went wrong the last time, in words. */
  error: string | null;
}

/** Work that a press sets off, with its wait and its failure. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = useCallback(async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      return true;
    } catch (cause) {
      setError(wordsOf(cause));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { run, busy, error };
}

function wordsOf(cause: unknown): string {
  if (cause instanceof ApiFailed || cause instanceof CommandFailed) return cause.message;
  console.error(cause);
  return cause instanceof Error ? cause.message : String(cause);
}
