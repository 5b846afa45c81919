import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter } from '@lectern/host/emitter';
import type { FlvConsumer, MediaTag } from '../relay/flv-consumer.js';
import { flvHeader, flvTag, readFlv, retimed } from '../relay/flv-tag.js';
import { classify } from '../relay/classify.js';
import { ArchiveFile } from './archive-file.js';
import {
  type ArchiveIndex,
  type Reason,
  readArchiveIndex,
  writeArchiveIndex,
} from './archive-index.js';

const CHECK_MS = 5_000;

interface ArchiveEvents extends Record<string, unknown[]> {
  /** Nothing is recorded from now on; a sentence says why. The stream is not touched. */
  stopped: [code: 'disk_low' | 'disk_full' | 'recording_stopped', sentence: string];
  /** Recording goes on again after `stopped`. */
  resumed: [];
}

export interface ArchiveOptions {
  /** The broadcast's own directory. */
  dir: string;
  room: string;
  broadcast: string;
  startedAtMs: number;
  /** Recording stops below so many free bytes. */
  minFreeBytes: number;
  /** True while the encoder is on air: the slate is not recorded. */
  isEncoder: () => boolean;
  freeBytes?: (dir: string) => Promise<number>;
}

/** Free space for this process on the file system of `dir`, bytes. */
export async function freeBytesOf(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

/** Records the encoder's feed as it comes, without encoding: a new FLV file at each return of the encoder and each change of codec. */
export class Archive extends Emitter<ArchiveEvents> implements FlvConsumer {
  readonly #configs = new Map<MediaTag['kind'], Buffer>();
  readonly #index: ArchiveIndex;
  #file: ArchiveFile | null = null;
  #reason: Reason;
  #changed = new Set<MediaTag['kind']>();
  #stopped = false;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #timer: ReturnType<typeof setInterval>;

  private constructor(
    readonly options: ArchiveOptions,
    before: ArchiveIndex | null,
  ) {
    super();
    const { room, broadcast, startedAtMs } = options;
    this.#index = before ?? { room, broadcast, startedAtMs, files: [] };
    this.#reason = before === null ? 'started' : 'resumed';
    this.#timer = setInterval(() => void this.#checkSpace(), CHECK_MS);
  }

  /** Makes the directory, or continues the numbering of the one that is there. */
  static async create(options: ArchiveOptions): Promise<Archive> {
    await mkdir(options.dir, { recursive: true });
    const archive = new Archive(options, await readArchiveIndex(options.dir));
    // Later, so that the owner can listen first.
    setImmediate(() => void archive.#checkSpace());
    return archive;
  }

  start(head: Buffer): void {
    for (const { type, body } of readFlv(head)) {
      const found = classify(type, body);
      if ('kind' in found) this.#configs.set(found.kind, flvTag(type, 0, body));
    }
  }

  write(tag: MediaTag): void {
    if (tag.kind === 'video-config' || tag.kind === 'audio-config') return this.#configure(tag);
    if (tag.kind === 'metadata') return;
    if (!this.options.isEncoder()) return this.#closeFile('encoder_back');
    if (this.#stopped) return;
    if (tag.kind === 'key-frame' && (this.#file === null || this.#changed.size > 0))
      this.#openFile(tag.timestampMs);
    // Between a change of the sound's format and the next key frame the old file cannot take the sound.
    if (tag.kind === 'audio' && this.#changed.has('audio-config')) return;
    if (this.#file?.write(tag.bytes, tag.timestampMs) === false)
      this.#stop(
        'recording_stopped',
        'The disk is too slow for the recording, which has stopped; the stream goes on.',
      );
  }

  end(): void {
    clearInterval(this.#timer);
    this.#closeFile('started');
  }

  /** Ends, and waits until all is on the disk. */
  async close(): Promise<void> {
    this.end();
    await this.#writing;
  }

  #configure(tag: MediaTag): void {
    if (this.#configs.get(tag.kind)?.subarray(11).equals(tag.bytes.subarray(11)) === true) return;
    this.#configs.set(tag.kind, tag.bytes);
    this.#changed.add(tag.kind);
    if (this.#file !== null) this.#reason = 'codec_changed';
  }

  #openFile(mediaMs: number): void {
    this.#closeFile(this.#reason);
    this.#changed.clear();
    const name = `${String(this.#index.files.length + 1).padStart(3, '0')}.flv`;
    this.#index.files.push({ name, startMs: mediaMs, endMs: null, reason: this.#reason });
    const file = new ArchiveFile(join(this.options.dir, name), mediaMs, (error) =>
      this.#failed(error),
    );
    this.#file = file;
    const configs = [...this.#configs.values()].map((bytes) => retimed(bytes, mediaMs));
    file.write(Buffer.concat([flvHeader(), ...configs]), mediaMs);
    this.#saveIndex();
  }

  #closeFile(nextReason: Reason): void {
    this.#reason = nextReason;
    const file = this.#file;
    if (file === null) return;
    this.#file = null;
    const entry = this.#index.files.at(-1);
    if (entry !== undefined) entry.endMs = file.lastMs;
    this.#writing = Promise.all([this.#writing, file.close()]);
    this.#saveIndex();
  }

  #saveIndex(): void {
    const index = structuredClone(this.#index);
    this.#writing = this.#writing
      .then(() => writeArchiveIndex(this.options.dir, index))
      .catch((error: NodeJS.ErrnoException) => this.#failed(error));
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (error.code === 'ENOSPC')
      return this.#stop(
        'disk_full',
        'The disk is full: the recording has stopped; the stream goes on while it can.',
      );
    this.#stop(
      'recording_stopped',
      `The recording could not be written (${error.code ?? error.message}); the stream goes on.`,
    );
  }

  #stop(code: ArchiveEvents['stopped'][0], sentence: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#closeFile('resumed');
    this.emit('stopped', code, sentence);
  }

  async #checkSpace(): Promise<void> {
    const { dir, minFreeBytes, freeBytes = freeBytesOf } = this.options;
    const free = await freeBytes(dir).catch(() => null);
    if (free === null) return;
    const gigabytes = (minFreeBytes / 1e9).toFixed(1);
    if (free < minFreeBytes)
      return this.#stop(
        'disk_low',
        `Less than ${gigabytes} GB is free: the recording has stopped; make room, and it goes on.`,
      );
    // Some more than the limit, so that it does not go on and off.
    if (!this.#stopped || free < minFreeBytes * 1.1) return;
    this.#stopped = false;
    this.emit('resumed');
  }
}
