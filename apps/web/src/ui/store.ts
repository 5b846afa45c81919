import { useSyncExternalStore } from 'react';

/** What can be watched and read: the one bridge between things that change and React. */
export interface Watchable<T> {
  subscribe(listener: () => void): () => void;
  /** The same object as long as nothing changed. */
  snapshot(): T;
}

/** Draws again whenever the store changes. */
export function useStore<T>(store: Watchable<T>): T {
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

export interface Cell<T> extends Watchable<T> {
  set(value: T): void;
}

/** The smallest store: one value. */
export function createCell<T>(initial: T): Cell<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
  };
}
