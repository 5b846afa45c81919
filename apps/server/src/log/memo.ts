/** Memo remembers what was loaded per key; who asks while it loads waits for the same load, and a failed load is forgotten. */
export class Memo<T> {
  readonly #loaded = new Map<string, Promise<T>>();

  constructor(private readonly load: (key: string) => Promise<T>) {}

  get(key: string): Promise<T> {
    const known = this.#loaded.get(key);
    if (known !== undefined) return known;
    const loading = this.load(key);
    this.#loaded.set(key, loading);
    loading.catch(() => this.#loaded.delete(key));
    return loading;
  }

  forget(key: string): void {
    this.#loaded.delete(key);
  }

  async loaded(): Promise<T[]> {
    return Promise.all(this.#loaded.values());
  }
}
