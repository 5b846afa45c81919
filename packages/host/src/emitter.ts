type Listener<Args extends unknown[]> = (...args: Args) => void;

/**
 * Emitter is a typed list of listeners per event.
 * A listener that throws is reported and the others still hear the event: whoever emits is never killed by whoever listens.
 */
export class Emitter<Events extends Record<string, unknown[]>> {
  readonly #listeners: { [Name in keyof Events]?: Set<Listener<Events[Name]>> } = {};

  /** Calls `listener` at each `event`; the returned function takes it off again. */
  on<Name extends keyof Events>(event: Name, listener: Listener<Events[Name]>): () => void {
    const listeners = (this.#listeners[event] ??= new Set());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Calls `listener` at the next `event` only; the returned function takes it off before that. */
  once<Name extends keyof Events>(event: Name, listener: Listener<Events[Name]>): () => void {
    const off = this.on(event, (...args) => {
      off();
      listener(...args);
    });
    return off;
  }

  /** Calls the listeners of `event` in the order in which they came. */
  emit<Name extends keyof Events>(event: Name, ...args: Events[Name]): void {
    // A copy, so that a listener may take itself or others off while the event is told.
    for (const listener of [...(this.#listeners[event] ?? [])]) {
      try {
        listener(...args);
      } catch (error) {
        reportListener(String(event), error);
      }
    }
  }

  /** How many listeners `event` has. */
  listenerCount(event: keyof Events): number {
    return this.#listeners[event]?.size ?? 0;
  }
}

function reportListener(event: string, error: unknown): void {
  console.error(`A listener of "${event}" failed:`, error);
}
