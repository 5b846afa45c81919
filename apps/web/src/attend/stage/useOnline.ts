import type { ConnectionStatus } from '@lectern/client/connection';
import { useEffect, useState, useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
};

/** Whether the device says that it has a network. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

/** Shorter absences are not worth a word, in ms. */
const BLINK_MS = 2_500;

/** Whether the line to the server has been away for longer than a blink. */
export function useServerAway(status: ConnectionStatus | null): boolean {
  const open = status?.name === 'open';
  const [away, setAway] = useState(false);
  useEffect(() => {
    if (open) return setAway(false);
    const timer = setTimeout(() => setAway(true), BLINK_MS);
    return () => clearTimeout(timer);
  }, [open]);
  return away;
}
