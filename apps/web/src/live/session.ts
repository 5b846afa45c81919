import { sessionView, type SessionView } from '@lectern/protocol/http';
import { createCell, type Watchable } from '../ui/store.js';
import { callApi } from './api.js';

export type SessionState =
  | { name: 'opening' }
  | { name: 'open'; view: SessionView }
  | { name: 'away' };

export interface Session extends Watchable<SessionState> {
  /** Resolves when the server knows this browser; tries for ever. */
  readonly opened: Promise<SessionView>;
  /** Tells everyone what the person is called. Rejects with `ApiFailed`. */
  rename(name: string): Promise<void>;
  /** What another request learned about who this is, such as claiming the organizer link. */
  became(view: SessionView): void;
}

const RETRY_MS = 2_000;

/** Makes this browser known to the server, or finds out who it is already. */
export function openSession(): Session {
  const cell = createCell<SessionState>({ name: 'opening' });
  const became = (view: SessionView) => cell.set({ name: 'open', view });
  const open = async (): Promise<SessionView> => {
    for (;;) {
      try {
        const view = await callApi('/api/session', {
          method: 'POST',
          body: {},
          answer: sessionView,
        });
        became(view);
        return view;
      } catch (error) {
        console.warn('The session could not be opened; trying again.', error);
        cell.set({ name: 'away' });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (1 + Math.random())));
      }
    }
  };
  return {
    subscribe: cell.subscribe,
    snapshot: cell.snapshot,
    opened: open(),
    became,
    rename: async (name) =>
      became(
        await callApi('/api/session', { method: 'PATCH', body: { name }, answer: sessionView }),
      ),
  };
}
