import type { Watchable } from './store.js';

/** A part of a store: tells only of changes to what `pick` takes out of it. `pick` returns a flat object. */
export function select<T, U extends object>(
  store: Watchable<T>,
  pick: (value: T) => U,
): Watchable<U> {
  let whole = store.snapshot();
  let part = pick(whole);
  const snapshot = () => {
    const next = store.snapshot();
    if (next !== whole) {
      whole = next;
      const picked = pick(next);
      if (!sameFlat(part, picked)) part = picked;
    }
    return part;
  };
  return {
    snapshot,
    subscribe(listener) {
      let told = snapshot();
      return store.subscribe(() => {
        const next = snapshot();
        if (next === told) return;
        told = next;
        listener();
      });
    },
  };
}

function sameFlat(a: object, b: object): boolean {
  const before = new Map<string, unknown>(Object.entries(a));
  const after = Object.entries(b);
  return (
    after.length === before.size && after.every(([key, value]) => Object.is(before.get(key), value))
  );
}
