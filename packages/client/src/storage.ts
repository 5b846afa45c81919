/** Where a client keeps what must survive a reload. Keys are paths; values are plain JSON. */
export interface ClientStorage {
  /** All values whose key begins with `prefix`, by key in order. */
  list(prefix: string): Promise<unknown[]>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

/** memoryStorage forgets with the page. */
export function memoryStorage(): ClientStorage {
  const values = new Map<string, unknown>();
  return {
    list: (prefix) =>
      Promise.resolve(
        [...values]
          .filter(([key]) => key.startsWith(prefix))
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([, value]) => structuredClone(value)),
      ),
    put: (key, value) => Promise.resolve(void values.set(key, structuredClone(value))),
    delete: (key) => Promise.resolve(void values.delete(key)),
  };
}
