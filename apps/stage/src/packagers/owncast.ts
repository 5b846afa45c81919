import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeExit } from '@lectern/host/child';
import { Emitter } from '@lectern/host/emitter';
import { hasPicture } from '@lectern/media/ladder';
import type { Rendition } from '@lectern/protocol/media';
import type { MediaTag } from '../relay/flv-consumer.js';
import { type OwncastHome, OwncastInstance } from './owncast-instance.js';
import { type OwncastSegment, readOwncastList } from './owncast-segments.js';
import type { Packager, PackagerEvents, PackagerOptions } from './packager.js';
import { RtmpPublish } from './rtmp-publish.js';
import { takeApart } from './take-apart.js';

const POLL_MS = 100;
/** How long Owncast's ffmpeg may take to flush after the stream ended, ms. */
const FLUSH_MS = 800;
const REASON_MS = 100;

/**
 * Owncast is one Owncast process for one stream. It is never given a second stream: its stop takes up to half a
 * second, and a publisher that connects within it meets a race; a new process with new secrets is as quick.
 */
export class Owncast extends Emitter<PackagerEvents> implements Packager {
  readonly kind = 'owncast';
  readonly clock = 'own';
  #instance: OwncastInstance | null = null;
  #publish: RtmpPublish | null = null;
  #waiting: MediaTag[] | null = [];
  #waitingBytes = 0;
  #firstMs = 0;
  #error: string | null = null;
  #running: Promise<void> | null = null;
  #isAsked = false;
  #isOver = false;
  readonly #video: Rendition[];
  readonly #next: number[];
  #lastAt = 0;

  constructor(
    private readonly options: PackagerOptions,
    private readonly binaries: { owncast: string; ffmpeg: string },
    private readonly home: OwncastHome,
  ) {
    super();
    this.#video = options.renditions.filter(hasPicture);
    this.#next = this.#video.map(() => 0);
  }

  get backlog(): number {
    return this.#waitingBytes + (this.#publish?.backlog ?? 0);
  }

  get pid(): number | undefined {
    return this.#instance?.child.pid;
  }

  start(head: Buffer, firstMs: number): void {
    this.#firstMs = firstMs;
    this.#running ??= this.#run(head);
  }

  write(tag: MediaTag): void {
    if (this.#isOver) return;
    if (this.#waiting === null) this.#send(tag);
    else {
      this.#waiting.push(tag);
      this.#waitingBytes += tag.bytes.length;
    }
  }

  end(): void {
    void this.close();
  }

  async close(): Promise<void> {
    this.#isAsked = true;
    if (this.#running === null) {
      this.#isOver = true;
      this.emit('closed', { error: null });
    }
    await this.#running;
  }

  async #run(head: Buffer): Promise<void> {
    try {
      const instance = await OwncastInstance.create(
        {
          ...this.binaries,
          name: `Owncast (${this.options.room})`,
          home: this.home,
          renditions: this.#video,
          latency: this.options.latency,
        },
        () => !this.#isAsked,
      );
      this.#instance = instance;
      instance.child.on('exit', (exit) => this.#fail(describeExit('Owncast', exit)));
      await this.#connect(instance, head);
      // It only makes the next start quicker: the stream does not depend on it.
      instance.prepareNext().catch((error: unknown) => console.warn(String(error)));
      while (!this.#isAsked && this.#error === null) {
        await this.#collect();
        await sleep(POLL_MS);
      }
      if (this.#error === null) await this.#flush();
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
    await this.#over();
  }

  async #connect(instance: OwncastInstance, head: Buffer): Promise<void> {
    this.#publish = await RtmpPublish.open(instance.access.rtmpPort, instance.key, (reason) => {
      // When the process died, its own end is the better reason, and comes a moment later.
      setTimeout(() => this.#fail(`Owncast dropped the stream: ${reason}`), REASON_MS);
    });
    for (let at = 13; at + 15 <= head.length;) {
      const end = at + 11 + head.readUIntBE(at + 1, 3) + 4;
      this.#publish.send(head.subarray(at, end), 0);
      at = end;
    }
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    this.#waitingBytes = 0;
    this.#lastAt = performance.now();
    for (const tag of waiting) this.#send(tag);
  }

  #send(tag: MediaTag): void {
    this.#publish?.send(tag.bytes, Math.max(tag.timestampMs - this.#firstMs, 0));
  }

  #fail(reason: string): void {
    if (!this.#isAsked) this.#error ??= reason;
  }

  /** The last, short segment comes after the stream has ended. */
  async #flush(): Promise<void> {
    this.#publish?.close();
    const until = performance.now() + FLUSH_MS;
    while (performance.now() < until) {
      await this.#collect();
      await sleep(POLL_MS);
    }
  }

  async #over(): Promise<void> {
    this.#isOver = true;
    this.#waiting = null;
    this.#publish?.close();
    await this.#instance?.child.stop({ graceMs: 1_000 });
    this.emit('closed', { error: this.#isAsked ? null : this.#error });
  }

  async #collect(): Promise<void> {
    for (const [n, rendition] of this.#video.entries()) {
      const folder = join(this.home.dir, 'data/hls', String(n));
      const text = await readFile(join(folder, 'stream.m3u8'), 'utf8').catch(() => '');
      for (const segment of readOwncastList(text) ?? []) {
        if (segment.index !== this.#next[n]) continue;
        if (!(await this.#tell(rendition, n, join(folder, segment.name), segment))) break;
      }
    }
  }

  /** False when the file is not there yet: it is asked for again at the next poll. */
  async #tell(
    rendition: Rendition,
    n: number,
    path: string,
    segment: OwncastSegment,
  ): Promise<boolean> {
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    if (size === 0 || size % 188 !== 0) return false;
    this.#next[n] = segment.index + 1;
    const isLowest = n === this.#video.length - 1;
    const riders = this.options.renditions.filter((one) => !hasPicture(one)).map((one) => one.name);
    const parts = await takeApart({
      path,
      rendition: rendition.name,
      riders: isLowest ? riders : [],
    });
    for (const part of parts) {
      const { run } = this.options;
      this.emit('segment', { ...part, run, index: segment.index, durationMs: segment.durationMs });
    }
    if (isLowest) this.#tellProgress(rendition, segment.durationMs);
    return true;
  }

  /** Owncast tells no speed: it is how fast the segments come. */
  #tellProgress(rendition: Rendition, durationMs: number): void {
    const now = performance.now();
    const speed = durationMs / Math.max(now - this.#lastAt, 1);
    this.#lastAt = now;
    this.emit('progress', { speed, fps: rendition.fps * speed });
  }
}
