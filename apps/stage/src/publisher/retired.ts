import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Retired are segments that left the list: a player that read an older list may still ask for them. */
export class Retired {
  readonly #since = new Map<string, number>();

  constructor(
    private readonly folder: string,
    /** How long a segment stays after it left the list, ms. */
    private readonly keepMs: number,
  ) {}

  /** Retires a file, given relative to the room's folder. */
  add(uri: string, nowMs: number): void {
    if (!this.#since.has(uri)) this.#since.set(uri, nowMs);
  }

  /** Retires whatever lies in the folder and is not listed: what an earlier process left behind. */
  async addUnlisted(listed: ReadonlySet<string>, nowMs: number): Promise<void> {
    for (const entry of await readdir(this.folder, { recursive: true })) {
      if (/^[a-z0-9]+\/\d+\.ts$/.test(entry) && !listed.has(entry)) this.add(entry, nowMs);
      if (entry.endsWith('.tmp')) await rm(join(this.folder, entry), { force: true });
    }
  }

  /** Deletes what has been off the list long enough; everything when the disk is full. */
  async sweep(nowMs: number, everything = false): Promise<void> {
    for (const [uri, since] of this.#since) {
      if (!everything && nowMs - since < this.keepMs) continue;
      await rm(join(this.folder, uri), { force: true });
      this.#since.delete(uri);
    }
  }
}
