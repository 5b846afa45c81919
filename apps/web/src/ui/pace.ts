import type { Watchable } from './store.js';

/** The same store, telling of changes at once when it was quiet, and at most every `everyMs` when it is not. */
export function pace<T>(store: Watchable<T>, everyMs: number): Watchable<T> {
  let shown = store.snapshot();
  return {
    snapshot: () => shown,
    subscribe(listener) {
      let toldAt = Number.NEGATIVE_INFINITY;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tell = () => {
        timer = undefined;
        toldAt = performance.now();
        shown = store.snapshot();
        listener();
      };
      const off = store.subscribe(() => {
        timer ??= setTimeout(tell, Math.max(0, toldAt + everyMs - performance.now()));
      });
      // What changed between making the store and listening to it.
      shown = store.snapshot();
      return () => {
        clearTimeout(timer);
        off();
      };
    },
  };
}
