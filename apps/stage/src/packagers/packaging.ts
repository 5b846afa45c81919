import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter } from '@lectern/host/emitter';
import { segmentSeconds } from '@lectern/media/hold-back';
import { type SourceSize, fewer, planLadder } from '@lectern/media/ladder';
import type { SubtitleRendition } from '@lectern/media/playlist';
import type { PackagerKind, Rendition } from '@lectern/protocol/media';
import type { ObservedStage, StageFault } from '@lectern/protocol/stage';
import { Publisher } from '../publisher/publisher.js';
import type { Broadcast } from '../publisher/timeline.js';
import type { FlvConsumer, MediaTag } from '../relay/flv-consumer.js';
import { Ladder } from './ladder.js';
import { Owncast } from './owncast.js';
import { Pace } from './pace.js';
import type { Packager } from './packager.js';
import { Replay } from './replay.js';
import * as say from './sentences.js';

export type PackagerHealth = NonNullable<ObservedStage['packager']>;

export interface PackagingOptions {
  room: string;
  /** Working directory of the packagers; emptied as they come and go. */
  dir: string;
  /** The folder that is served; `<liveDir>/<room>/index.m3u8` is what viewers open. */
  liveDir: string;
  /** The table that the organizer chose; it is fitted to source and machine. */
  renditions: readonly Rendition[];
  latency: number;
  kind: PackagerKind;
  /** Path of ffmpeg. */
  ffmpeg: string;
  /** Path of Owncast; null where it is not installed. */
  owncast: string | null;
  broadcast: Broadcast;
  /** What the encoder sends; zeros where it is not known. */
  source: SourceSize;
  /** Connects a consumer to the relay; the returned function takes it off. */
  attach: (consumer: FlvConsumer) => () => void;
  /** Cores of the machine that this stage may use. */
  cores: number;
  subtitles?: readonly SubtitleRendition[];
}

export interface PackagingEvents extends Record<string, unknown[]> {
  /** About once a second, and at every change. */
  health: [PackagerHealth];
  /** Something a person should hear about; the same code again replaces the sentence before. */
  fault: [StageFault];
  /** The fault of this code is over. */
  cleared: [StageFault['code']];
  /** Viewers can see everything up to this media time, ms. */
  listed: [{ mediaMs: number }];
}

const TICK_MS = 500;
/** Waits before the first, second … restart in a row, ms. */
const BACK_OFF_MS = [100, 500, 1_000, 2_000];
/** A packager that gives no segment for this long is treated as dead, ms. */
const HUNG_MS = 10_000;
/** After this long without pictures another kind of packager takes over, ms. */
const REPLACE_MS = 15_000;
/** A packager that ran this long is well again, ms. */
const WELL_MS = 60_000;
const BACKLOG_BYTES = 64 * 1024 * 1024;

/** Packaging keeps one packager running for a broadcast, and its publisher; it closes both. */
export class Packaging extends Emitter<PackagingEvents> {
  #kind: PackagerKind;
  #renditions: Rendition[];
  #packager: Packager | null = null;
  #state: PackagerHealth['state'] = 'starting';
  #run = 0;
  #failures = 0;
  #restarts = 0;
  #startedAt = performance.now();
  #segmentAt = performance.now();
  #lastError = 'it did not start';
  #listedLagMs = 0;
  #speed = 0;
  #waiting: NodeJS.Timeout | null = null;
  #isStarting = false;
  #closing: Promise<void> | null = null;
  readonly #faults = new Set<StageFault['code']>();
  readonly #replay = new Replay();
  readonly #pace: Pace;
  readonly #ticker: NodeJS.Timeout;
  readonly #detach: () => void;

  private constructor(
    private readonly options: PackagingOptions,
    private readonly publisher: Publisher,
    plan: { renditions: Rendition[]; leftOut: Rendition[] },
  ) {
    super();
    this.#renditions = plan.renditions;
    this.#kind = options.owncast === null ? 'ladder' : options.kind;
    this.#pace = new Pace(segmentSeconds(options.latency) * 1000);
    this.#listenToPublisher();
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    // On the next turn, so that whoever created us hears it.
    setImmediate(() => {
      if (plan.leftOut.length > 0)
        this.#fault('renditions_left_out', say.leftOut(plan.leftOut, options.cores));
      if (options.kind === 'owncast' && options.owncast === null)
        this.#fault('packager_missing', say.missing());
    });
    this.#detach = options.attach(this.#consumer());
  }

  static async create(options: PackagingOptions): Promise<Packaging> {
    const { room, liveDir, broadcast, latency, ffmpeg, subtitles } = options;
    const plan = planLadder(options.renditions, options.source, options.cores);
    const publisher = await Publisher.create({
      room,
      liveDir,
      broadcast,
      latency,
      ffmpeg,
      ...(subtitles === undefined ? {} : { subtitles }),
    });
    return new Packaging(options, publisher, plan);
  }

  get health(): PackagerHealth {
    return {
      kind: this.#kind,
      state: this.#state,
      restarts: this.#restarts,
      renditions: this.#renditions,
      listedLagMs: this.#listedLagMs,
      speed: this.#speed,
    };
  }

  /** The packager of this moment; null between two. */
  get packager(): Packager | null {
    return this.#packager;
  }

  /** Ends the packager and lists its last segment; `ended` tells players that the broadcast is over. */
  close({ ended }: { ended: boolean }): Promise<void> {
    this.#closing ??= this.#close(ended);
    return this.#closing;
  }

  async #close(ended: boolean): Promise<void> {
    clearInterval(this.#ticker);
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#detach();
    const packager = this.#packager;
    await packager?.close();
    await this.publisher.close({ ended });
    this.#setState('stopped');
    await rm(this.options.dir, { recursive: true, force: true });
  }

  #consumer(): FlvConsumer {
    return {
      start: (head) => this.#replay.begin(head),
      write: (tag) => this.#write(tag),
      end: () => {},
    };
  }

  #write(tag: MediaTag): void {
    this.#replay.push(tag);
    if (this.#packager !== null) this.#packager.write(tag);
    else if (this.#waiting === null && tag.kind === 'key-frame') void this.#start();
  }

  #listenToPublisher(): void {
    this.publisher.on('listed', ({ mediaMs, lagMs }) => {
      this.#listedLagMs = lagMs;
      this.#replay.forget(mediaMs);
      this.emit('listed', { mediaMs });
    });
    this.publisher.on('diskFull', () => this.#fault('disk_full', say.diskFull()));
    this.publisher.on('diskHasRoom', () => this.#clear('disk_full'));
  }

  /** Begins at the newest listed moment; without a key frame to begin with, the next one starts it. */
  async #start(): Promise<void> {
    if (this.#isStarting || this.#closing !== null) return;
    this.#isStarting = true;
    await this.publisher.closeRun();
    this.#isStarting = false;
    if (this.#closing !== null) return;
    const own = this.#kind === 'owncast';
    const resumeMs = this.publisher.endMs;
    const beginning = this.#replay.from(own ? resumeMs - 100 : resumeMs, own);
    if (beginning === null) return;
    this.#run += 1;
    const packager = this.#create(resumeMs);
    this.#packager = packager;
    this.#startedAt = performance.now();
    this.#pace.restart();
    const clock = { kind: packager.clock, firstMs: beginning.firstMs };
    void this.publisher.openRun(this.#run, clock, this.#renditions);
    this.#listenTo(packager);
    packager.start(beginning.head, beginning.firstMs);
    for (const tag of beginning.tags) packager.write(tag);
  }

  #create(resumeMs: number): Packager {
    const { room, dir, latency, ffmpeg, owncast } = this.options;
    const options = {
      room,
      run: this.#run,
      dir: join(dir, `run-${this.#run}`),
      renditions: this.#renditions,
      segmentMs: segmentSeconds(latency) * 1000,
      latency,
      resumeMs,
    };
    return this.#kind === 'owncast' && owncast !== null
      ? new Owncast(options, { owncast, ffmpeg })
      : new Ladder(options, ffmpeg);
  }

  #listenTo(packager: Packager): void {
    packager.on('segment', (segment) => {
      this.publisher.take(segment);
      if (this.#packager !== packager) return;
      this.#segmentAt = performance.now();
      this.#failures = 0;
      this.#setState('running');
    });
    packager.on('progress', ({ speed }) => {
      this.#speed = speed;
    });
    packager.on('closed', ({ error }) => {
      const dir = join(this.options.dir, `run-${this.#run}`);
      if (this.#packager !== packager || this.#closing !== null) return;
      void rm(dir, { recursive: true, force: true });
      this.#lost(error ?? 'it ended by itself');
    });
  }

  /** The packager is gone: another one is started, a little later each time it fails in a row. */
  #lost(error: string): void {
    this.#packager = null;
    this.#lastError = error;
    this.#restarts += 1;
    this.#setState('restarting');
    this.#fault('packager_restarted', say.restarted(this.#kind, error));
    this.#startLater(BACK_OFF_MS[Math.min(this.#failures, BACK_OFF_MS.length - 1)] ?? 0);
    this.#failures += 1;
  }

  #startLater(waitMs: number): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#waiting = null;
      void this.#start();
    }, waitMs);
  }

  /** Drops the packager of this moment without waiting for it, and starts the next. */
  #swap(): void {
    const old = this.#packager;
    this.#packager = null;
    void old?.close();
    this.#startLater(0);
  }

  #tick(): void {
    const now = performance.now();
    const silentMs = now - Math.max(this.#segmentAt, this.#packager === null ? 0 : this.#startedAt);
    const behindMs = this.#replay.newestMs - this.publisher.endMs;
    // Nothing to encode is no fault of the packager's.
    const hasWork = behindMs > HUNG_MS / 2;
    if (this.#kind === 'owncast' && hasWork && now - this.#segmentAt > REPLACE_MS) this.#replace();
    else if (this.#packager !== null && hasWork && silentMs > HUNG_MS) {
      const old = this.#packager;
      this.#lost(say.hung(HUNG_MS / 1000));
      void old.close();
    } else if (this.#packager !== null) this.#watchPace(now, behindMs);
    if (now - this.#startedAt > WELL_MS && this.#state === 'running') {
      this.#clear('packager_restarted');
      this.#clear('encoder_too_slow');
    }
    this.emit('health', this.health);
  }

  #replace(): void {
    this.#kind = 'ladder';
    this.#segmentAt = performance.now();
    this.#fault('packager_replaced', say.replaced(this.#lastError));
    this.#setState('restarting');
    this.#swap();
  }

  #watchPace(now: number, behindMs: number): void {
    this.#pace.add(now, behindMs);
    const isFull = (this.#packager?.backlog ?? 0) > BACKLOG_BYTES;
    if (!this.#pace.isTooSlow && !isFull) return;
    this.#pace.restart();
    const next = fewer(this.#renditions);
    this.#fault('encoder_too_slow', say.tooSlow(next?.leftOut ?? null));
    if (next === null && !isFull) return;
    if (next !== null) {
      this.#renditions = next.renditions;
      this.#fault('renditions_left_out', say.leftOut([next.leftOut], this.options.cores));
    }
    this.#setState('restarting');
    this.#swap();
  }

  #setState(state: PackagerHealth['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    this.emit('health', this.health);
  }

  #fault(code: StageFault['code'], sentence: string): void {
    this.#faults.add(code);
    this.emit('fault', { code, sinceMs: Date.now(), sentence });
  }

  #clear(code: StageFault['code']): void {
    if (this.#faults.delete(code)) this.emit('cleared', code);
  }
}
