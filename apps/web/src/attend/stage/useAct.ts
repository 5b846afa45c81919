import { useCallback, useEffect, useState } from 'react';

const SHOWN_MS = 8_000;

/** Runs verbs whose outcome shows in the room itself; what went wrong is shown for a while. */
export function useAct(): [string | null, (verb: Promise<void>) => void] {
  const [trouble, setTrouble] = useState<{ words: string } | null>(null);
  useEffect(() => {
    if (!trouble) return;
    const timer = setTimeout(() => setTrouble(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [trouble]);
  const act = useCallback((verb: Promise<void>) => {
    verb
      .then(() => setTrouble(null))
      .catch((error: unknown) =>
        setTrouble({ words: error instanceof Error ? error.message : String(error) }),
      );
  }, []);
  return [trouble?.words ?? null, act];
}
