import { connect, type Connection } from '@lectern/client/connection';
import { pollingSocket } from '@lectern/client/polling';
import { openStorage } from '@lectern/client/indexeddb';
import { enterRoom, type RoomStore } from '@lectern/client/room';
import type { ClientStorage } from '@lectern/client/storage';
import { openSession, type Session } from './session.js';

/** This page's line to the server: one session, one socket, one outbox. */
export interface Line {
  readonly session: Session;
  readonly connection: Connection;
  readonly storage: ClientStorage;
}

export function socketUrl({ protocol, host }: Pick<Location, 'protocol' | 'host'>): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`;
}

let line: Promise<Line> | null = null;

/** Opens the line at the first call, and hands out the same one afterwards. */
export function openLine(session: Session): Promise<Line> {
  line ??= dial(session);
  return line;
}

let session: Session | null = null;

/** Who this browser is; asked once per page. */
export function theSession(): Session {
  session ??= openSession();
  return session;
}

async function dial(opened: Session): Promise<Line> {
  // The socket is known by the session's cookie, so the session comes first.
  const [storage] = await Promise.all([openStorage(), opened.opened]);
  const connection = connect({ url: socketUrl(location), fallback: pollingSocket() });
  addEventListener('online', () => connection.retryNow());
  return { session: opened, connection, storage };
}

export function enter({ connection, storage }: Line, room: string): RoomStore {
  return enterRoom(connection, room, { storage });
}
