import { createWriteStream, type WriteStream } from 'node:fs';

/** More than this waiting for the disk means that it does not keep up, bytes. */
const MAX_PENDING = 32 * 1024 * 1024;

/** One FLV file being written. */
export class ArchiveFile {
  readonly #stream: WriteStream;
  lastMs: number;

  constructor(
    readonly path: string,
    readonly startMs: number,
    onError: (error: NodeJS.ErrnoException) => void,
  ) {
    this.lastMs = startMs;
    // wx: a recording is never written over.
    this.#stream = createWriteStream(path, { flags: 'wx' });
    this.#stream.on('error', onError);
  }

  /** False: the disk does not keep up, and the bytes were not taken. */
  write(bytes: Buffer, mediaMs: number): boolean {
    if (this.#stream.writableLength > MAX_PENDING) return false;
    this.#stream.write(bytes);
    this.lastMs = mediaMs;
    return true;
  }

  /** Resolves when everything is on the disk, or when that failed. */
  async close(): Promise<void> {
    if (this.#stream.destroyed) return;
    await new Promise<void>((resolve) => {
      this.#stream.once('close', resolve);
      this.#stream.end();
    });
  }
}
