import type { RoomSnapshot } from '@lectern/client/snapshot';
import type { RoomStore } from '@lectern/client/room';
import { createContext, useContext } from 'react';

/** The room as the panel's parts see it. */
export interface RoomHere {
  store: RoomStore;
  snapshot: RoomSnapshot;
  /** The media moment on screen, in ms since the broadcast began; null without a picture. */
  mediaMs: () => number | null;
  /** Runs a verb, and tells the person when it did not work. */
  act: (verb: Promise<void>) => void;
  timeZone: string;
}

const Context = createContext<RoomHere | null>(null);
export const RoomProvider = Context.Provider;

export function useRoomHere(): RoomHere {
  const room = useContext(Context);
  if (!room) throw new Error('This part of the page needs a room around it.');
  return room;
}
