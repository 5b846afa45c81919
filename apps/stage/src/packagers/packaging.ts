import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter } from '@lectern/host/emitter';
import { segmentSeconds } from '@lectern/media/hold-back';
import { fewer, planLadder } from '@lectern/media/ladder';
import type { PackagerKind, Rendition } from '@lectern/protocol/media';
import type { StageFault } from '@lectern/protocol/stage';
import { Publisher } from '../publisher/publisher.js';
import type { FlvConsumer, MediaTag } from '../relay/flv-consumer.js';
import { beginningFor, chooseKind, createPackager } from './begin.js';
import { FaultBoard } from './fault-board.js';
import type { PackagerHealth, PackagingEvents, PackagingOptions } from './packaging-options.js';
import { Pace } from './pace.js';
import type { OwncastHome } from './owncast-instance.js';
import type { Packager } from './packager.js';
import { Replay } from './replay.js';
import * as say from './sentences.js';
import { HUNG_MS, judge } from './verdict.js';

export type { PackagerHealth, PackagingEvents, PackagingOptions } from './packaging-options.js';

const TICK_MS = 500;
/** Waits before the first, second … restart in a row, ms. */
const BACK_OFF_MS = [100, 500, 1_000, 2_000];
/** A packager that ran this long is well again, ms. */
const WELL_MS = 60_000;

/** Packaging keeps one packager running for a broadcast, and its publisher; it closes both. */
export class Packaging extends Emitter<PackagingEvents> {
  #kind: PackagerKind;
  #renditions: Rendition[];
  readonly #leftOut: Rendition[];
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
  readonly #faults = new FaultBoard(
    (fault) => this.emit('fault', fault),
    (code) => this.emit('cleared', code),
  );
  readonly #replay = new Replay();
  readonly #owncastHome: OwncastHome;
  readonly #segmentMs: number;
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
    this.#leftOut = plan.leftOut;
    const { kind, missing } = chooseKind(options.kind, options, plan.renditions);
    this.#kind = kind;
    this.#owncastHome = { dir: join(options.dir, 'owncast'), secrets: null };
    this.#segmentMs = segmentSeconds(options.latency) * 1000;
    this.#pace = new Pace(this.#segmentMs);
    this.#listenToPublisher();
    this.#ticker = setInterval(() => this.#tick(), TICK_MS);
    // On the next turn, so that whoever created us hears it.
    setImmediate(() => {
      if (plan.leftOut.length > 0)
        this.#faults.raise('renditions_left_out', say.leftOut(plan.leftOut, options.cores));
      if (missing !== null) this.#faults.raise('packager_missing', missing);
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

  /** What is wrong now. */
  get faults(): StageFault[] {
    return this.#faults.all;
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
    this.publisher.on('diskFull', () => this.#faults.raise('disk_full', say.diskFull()));
    this.publisher.on('diskHasRoom', () => this.#faults.clear('disk_full'));
  }

  /** Begins at the newest listed moment; without a key frame to begin with, the next one starts it. */
  async #start(): Promise<void> {
    if (this.#isStarting || this.#closing !== null) return;
    this.#isStarting = true;
    await this.publisher.closeRun();
    this.#isStarting = false;
    if (this.#closing !== null) return;
    const resumeMs = this.publisher.endMs;
    const beginning = beginningFor(this.#kind, this.#replay, resumeMs, this.#segmentMs);
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
    const { room, latency } = this.options;
    const options = {
      room,
      run: this.#run,
      dir: this.#dirOf(this.#run),
      renditions: this.#renditions,
      segmentMs: this.#segmentMs,
      latency,
      resumeMs,
    };
    return createPackager(this.#kind, options, this.options, this.#owncastHome);
  }

  #dirOf(run: number): string {
    return join(this.options.dir, `run-${run}`);
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
    const dir = this.#dirOf(this.#run);
    packager.on('closed', ({ error }) => {
      // Its last segments may still be on their way to the viewers.
      void this.publisher.settled().then(() => rm(dir, { recursive: true, force: true }));
      if (this.#packager !== packager || this.#closing !== null) return;
      this.#lost(error ?? 'it ended by itself');
    });
  }

  /** The packager is gone: another one is started, a little later each time it fails in a row. */
  #lost(error: string): void {
    this.#packager = null;
    this.#lastError = error;
    this.#restarts += 1;
    this.#setState('restarting');
    this.#faults.raise('packager_restarted', say.restarted(this.#kind, error));
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
    const behindMs = this.#replay.newestMs - this.publisher.endMs;
    if (this.#packager !== null) this.#pace.add(now, behindMs);
    const verdict = judge({
      kind: this.#kind,
      isRunning: this.#packager !== null,
      hasGiven: this.#segmentAt > this.#startedAt,
      sinceSegmentMs: now - this.#segmentAt,
      sinceStartMs: now - this.#startedAt,
      behindMs,
      backlogBytes: this.#packager?.backlog ?? 0,
      isTooSlow: this.#pace.isTooSlow,
    });
    if (verdict === 'replace') this.#replace();
    if (verdict === 'restart') this.#restart(say.hung(HUNG_MS / 1000));
    if (verdict === 'lighten') this.#lighten();
    if (now - this.#startedAt > WELL_MS && this.#state === 'running') {
      this.#faults.clear('packager_restarted');
      this.#faults.clear('encoder_too_slow');
    }
    this.emit('health', this.health);
  }

  #restart(reason: string): void {
    const old = this.#packager;
    this.#lost(reason);
    void old?.close();
  }

  #replace(): void {
    this.#kind = 'ladder';
    this.#segmentAt = performance.now();
    this.#faults.raise('packager_replaced', say.replaced(this.#lastError));
    this.#setState('restarting');
    this.#swap();
  }

  /** Leaves the best rendition out; with only one left there is nothing to give up, and the machine does what it can. */
  #lighten(): void {
    this.#pace.restart();
    const next = fewer(this.#renditions);
    this.#faults.raise('encoder_too_slow', say.tooSlow(next?.leftOut ?? null));
    if (next === null) return;
    this.#renditions = next.renditions;
    this.#leftOut.unshift(next.leftOut);
    this.#faults.raise('renditions_left_out', say.leftOut(this.#leftOut, this.options.cores));
    this.#setState('restarting');
    this.#swap();
  }

  #setState(state: PackagerHealth['state']): void {
    if (this.#state === state) return;
    this.#state = state;
    this.emit('health', this.health);
  }
}
