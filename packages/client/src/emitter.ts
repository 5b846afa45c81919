/** A typed emitter: `Events` maps each event's name to what its listeners get. */
export class Emitter<Events extends object> {
  readonly #listeners: { [K in keyof Events]?: Set<(value: Events[K]) => void> } = {};

  /** Calls `listener` at each `name` until the returned function is called. */
  on<K extends keyof Events>(name: K, listener: (value: Events[K]) => void): () => void {
    const listeners: Set<(value: Events[K]) => void> = this.#listeners[name] ?? new Set();
    this.#listeners[name] = listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  emit<K extends keyof Events>(name: K, value: Events[K]): void {
    for (const listener of [...(this.#listeners[name] ?? [])]) {
      try {
        listener(value);
      } catch (error) {
        // One listener's fault must not cost the others the frame; it is reported, not hidden.
        reportError(error);
      }
    }
  }

  clear(): void {
    for (const name in this.#listeners) delete this.#listeners[name];
  }
}

function reportError(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}
