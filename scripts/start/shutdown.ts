/** Something to close at the end, and what it is called. */
type Closing = { name: string; close: () => Promise<void> | void };

/** Closes what was opened, the last opened first, once. One that fails does not keep the others. */
export class Shutdown {
  readonly #closings: Closing[] = [];
  #done: Promise<void> | undefined;

  get started(): boolean {
    return this.#done !== undefined;
  }

  add(name: string, close: Closing['close']): void {
    this.#closings.push({ name, close });
  }

  run(): Promise<void> {
    this.#done ??= this.#closeAll();
    return this.#done;
  }

  async #closeAll(): Promise<void> {
    for (const { name, close } of this.#closings.toReversed()) {
      try {
        await close();
      } catch (error) {
        console.error(`${name} could not be closed:`, error);
      }
    }
  }
}
