import type { RoomStore } from '@lectern/client/room';
import { useEffect, useState } from 'react';
import { enter, openLine, theSession } from './line.js';

/** Enters a room as long as the component is there; null until the line is open. */
export function useRoom(room: string): RoomStore | null {
  const [store, setStore] = useState<RoomStore | null>(null);
  useEffect(() => {
    let entered: RoomStore | null = null;
    let left = false;
    void openLine(theSession()).then((line) => {
      if (left) return;
      entered = enter(line, room);
      setStore(entered);
    });
    return () => {
      left = true;
      entered?.leave();
      setStore(null);
    };
  }, [room]);
  return store;
}
