import { useEffect, useState } from 'react';
import { openLine, theSession } from '../../live/line.js';
import { watchHealth, type Health } from './health.js';

const UNKNOWN: Health = { stage: null, hostSeenMs: null, skewMs: 0, told: false, kbps: [] };

/** The health of a stage, renewed once a second; nothing is asked for people who may not see it. */
export function useHealth(room: string, may: boolean): Health {
  const [health, setHealth] = useState(UNKNOWN);
  useEffect(() => {
    if (!may) return;
    let left = false;
    let end = () => undefined as void;
    void openLine(theSession()).then(({ connection }) => {
      if (left) return;
      const watch = watchHealth(connection, room);
      const off = watch.subscribe(() => setHealth(watch.snapshot()));
      end = () => {
        off();
        watch.close();
      };
    });
    return () => {
      left = true;
      end();
      setHealth(UNKNOWN);
    };
  }, [room, may]);
  return health;
}
