import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Child, type ChildExit, describeExit, startChild } from '@lectern/host/child';
import { Emitter } from '@lectern/host/emitter';
import { hasPicture } from '@lectern/media/ladder';
import type { MediaTag } from '../relay/flv-consumer.js';
import { ladderArguments, listDescriptor, outputsOf } from './ladder-arguments.js';
import type { Packager, PackagerEvents, PackagerOptions } from './packager.js';
import { ProgressReader } from './progress.js';
import { SegmentList } from './segment-list.js';
import { isDiskFull } from './sentences.js';
import { takeApart } from './take-apart.js';

/** How long ffmpeg may take to flush after its input ended, ms. */
const FLUSH_MS = 3_000;

/** Ladder is one ffmpeg: FLV in, every rendition out, cut at the same pictures, on the broadcast's own timestamps. */
export class Ladder extends Emitter<PackagerEvents> implements Packager {
  readonly kind = 'ladder';
  readonly clock = 'media';
  #child: Child | null = null;
  #closing: Promise<void> | null = null;
  #asked = false;
  /** Segments are told in the order in which ffmpeg closed them, also when one takes longer to take apart. */
  #told: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: PackagerOptions,
    private readonly ffmpeg: string,
  ) {
    super();
    mkdirSync(options.dir, { recursive: true });
  }

  get backlog(): number {
    return this.#child?.stdin?.writableLength ?? 0;
  }

  /** The process that encodes, for whoever measures it. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(head: Buffer, firstMs: number): void {
    if (this.#child !== null || this.#asked) return;
    const { renditions, segmentMs, resumeMs, dir, room } = this.options;
    const files = outputsOf(renditions);
    const child = startChild({
      name: `ffmpeg (${room})`,
      command: this.ffmpeg,
      args: ladderArguments({
        renditions,
        fromSeconds: Math.max(firstMs, resumeMs) / 1000,
        segmentSeconds: segmentMs / 1000,
      }),
      cwd: dir,
      stdio: ['pipe', 'pipe', 'pipe', ...files.map(() => 'pipe' as const)],
    });
    this.#child = child;
    this.#readProgress(child.stdout);
    files.forEach((one, n) => this.#readList(child.stdio[listDescriptor(n)], one.name));
    child.on('exit', (exit) => void this.#ended(exit));
    child.stdin?.write(head);
  }

  write(tag: MediaTag): void {
    if (this.#child?.running === true && this.#child.stdin?.writable === true)
      this.#child.stdin.write(tag.bytes);
  }

  end(): void {
    void this.close();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#asked = true;
    const child = this.#child;
    if (child === null) {
      this.emit('closed', { error: null });
      return;
    }
    child.stdin?.end();
    const force = setTimeout(() => child.kill('SIGKILL'), FLUSH_MS);
    await child.exited;
    clearTimeout(force);
    await this.#told;
  }

  async #ended(exit: ChildExit): Promise<void> {
    await this.#told;
    // ffmpeg's last line says only that it failed.
    const reason = isDiskFull(exit.stderrTail)
      ? 'No space left on device'
      : describeExit('The encoder (ffmpeg)', exit);
    this.emit('closed', { error: this.#asked ? null : reason });
  }

  #readProgress(pipe: Readable | null): void {
    const reader = new ProgressReader();
    pipe?.setEncoding('utf8').on('data', (chunk: string) => {
      for (const { speed, fps } of reader.push(chunk, performance.now()))
        this.emit('progress', { speed, fps });
    });
  }

  #readList(pipe: unknown, rendition: string): void {
    const list = new SegmentList();
    let index = 0;
    if (!isReadable(pipe)) return;
    pipe.setEncoding('utf8').on('data', (chunk: string) => {
      for (const { name, durationMs } of list.push(chunk)) {
        const at = index;
        index += 1;
        this.#tell(rendition, at, join(this.options.dir, name), durationMs);
      }
    });
  }

  #tell(rendition: string, index: number, path: string, durationMs: number): void {
    const { run, renditions } = this.options;
    const lowest = renditions.filter(hasPicture).at(-1)?.name === rendition;
    const riders = lowest
      ? renditions.filter((one) => !hasPicture(one)).map((one) => one.name)
      : [];
    this.#told = this.#told.then(async () => {
      try {
        const parts = await takeApart({ path, rendition, riders });
        for (const part of parts) this.emit('segment', { ...part, run, index, durationMs });
      } catch (error) {
        // A damaged file is one moment lost in one rendition; the publisher fills it from the next.
        console.warn(`A segment of room ${this.options.room} could not be read: ${String(error)}`);
      }
    });
  }
}

function isReadable(pipe: unknown): pipe is Readable {
  return typeof pipe === 'object' && pipe !== null && 'setEncoding' in pipe && 'on' in pipe;
}
