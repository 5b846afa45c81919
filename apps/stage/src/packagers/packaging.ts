import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter } from '@lectern/host/emitter';
import { segmentSeconds } from '@lectern/media/hold-back';
import { fewer, planLadder } from '@lectern/media/ladder';
import type { PackagerKind, Rendition } from '@lectern/protocol/media';
import type { StageFault } from '@lectern/protocol/stage';
import { Publisher } from '../publisher/publisher.js';
import type { MediaTag } from '../relay/flv-consumer.js';
import { beginningFor, chooseKind, createPackager } from './begin.js';
import { FaultBoard } from './fault-board.js';
import type { PackagerHealth, PackagingEvents, PackagingOptions } from './packaging-options.js';
import { Pace } from './pace.js';
import type { OwncastHome } from './owncast-instance.js';
import type { Packager } from './packager.js';
import { removeFolder } from './remove-folder.js';
import { Replay } from './replay.js';
import { Restarts } from './restarts.js';
import * as say from './sentences.js';
import { HUNG_MS, judge } from './verdict.js';

export type { PackagerHealth, PackagingEvents, PackagingOptions } from './packaging-options.js';

const TICK_MS = 500;
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
  readonly #restarts = new Restarts(() => void this.#start());
  #startedAt = performance.now();
  #segmentAt = performance.now();
  #lastError = 'it did not start';
  #listedLagMs = 0;
  #speed = 0;
  #isStarting = false;
  #isWithoutFfmpeg: boolean;
  /** The end of the packager that was dropped last. */
  #dropped: Promise<void> = Promise.resolve();
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
    this.#isWithoutFfmpeg = missing === say.ffmpegMissing();
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
    this.#detach = options.attach({
      start: (head) => this.#replay.begin(head),
      write: (tag) => this.#write(tag),
      end: () => {},
    });
  }

  static async create(options: PackagingOptions): Promise<Packaging> {
    const plan = planLadder(options.renditions, options.source, options.cores);
    // What a stage that was killed has left there.
    await rm(options.dir, { recursive: true, force: true });
    return new Packaging(options, await Publisher.create(options), plan);
  }

  get health(): PackagerHealth {
    return {
      kind: this.#kind,
      state: this.#state,
      restarts: this.#restarts.count,
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
    this.#restarts.stop();
    this.#detach();
    await this.#packager?.close();
    await this.#dropped;
    await this.publisher.close({ ended });
    this.#setState('stopped');
    await removeFolder(this.options.dir);
  }

  #write(tag: MediaTag): void {
    this.#replay.push(tag);
    if (this.#packager !== null) this.#packager.write(tag);
    else if (!this.#restarts.isWaiting && tag.kind === 'key-frame') void this.#start();
  }

  #listenToPublisher(): void {
    this.publisher.on('listed', ({ mediaMs, lagMs }) => {
      this.#listedLagMs = lagMs;
      this.#replay.forget(mediaMs);
      this.#faults.clear('disk_full');
      if (this.#isWithoutFfmpeg) this.#faults.clear('packager_missing');
      this.#isWithoutFfmpeg = false;
      this.emit('listed', { mediaMs });
    });
    this.publisher.on('diskFull', () => this.#faults.raise('disk_full', say.diskFull()));
  }

  async #start(): Promise<void> {
    if (this.#isStarting || this.#closing !== null) return;
    this.#isStarting = true;
    await this.publisher.closeRun();
    // Two Owncasts must not share their home.
    if (this.#kind === 'owncast') await this.#dropped;
    this.#isStarting = false;
    if (this.#closing !== null) return;
    try {
      this.#begin(this.publisher.endMs);
    } catch (error) {
      this.#lost(error instanceof Error ? error.message : String(error));
    }
  }

  /** Begins at the newest listed moment; without a key frame to begin with, the next one starts it. */
  #begin(resumeMs: number): void {
    const beginning = beginningFor(this.#kind, this.#replay, resumeMs, this.#segmentMs);
    if (beginning === null) return;
    this.#run += 1;
    this.#startedAt = performance.now();
    this.#pace.restart();
    const run = {
      ...this.options,
      run: this.#run,
      dir: this.#dirOf(this.#run),
      renditions: this.#renditions,
      segmentMs: this.#segmentMs,
      resumeMs,
    };
    const packager = createPackager(this.#kind, run, this.options, this.#owncastHome);
    this.#packager = packager;
    const clock = { kind: packager.clock, firstMs: beginning.firstMs };
    void this.publisher.openRun(this.#run, clock, this.#renditions);
    this.#listenTo(packager);
    packager.start(beginning.head, beginning.firstMs);
    for (const tag of beginning.tags) packager.write(tag);
  }

  #dirOf(run: number): string {
    return join(this.options.dir, `run-${run}`);
  }

  #listenTo(packager: Packager): void {
    packager.on('segment', (segment) => {
      this.publisher.take(segment);
      if (this.#packager !== packager) return;
      this.#segmentAt = performance.now();
      this.#restarts.well();
      this.#setState('running');
    });
    packager.on('progress', ({ speed }) => {
      this.#speed = speed;
    });
    const dir = this.#dirOf(this.#run);
    packager.on('closed', ({ error }) => {
      // Its last segments may still be on their way to the viewers.
      void this.publisher.settled().then(() => removeFolder(dir));
      if (this.#packager !== packager || this.#closing !== null) return;
      this.#lost(error ?? 'it ended by itself');
    });
  }

  /** The packager is gone: another one is started, a little later each time it fails in a row. */
  #lost(error: string): void {
    this.#packager = null;
    this.#speed = 0;
    this.#lastError = error;
    this.#setState('restarting');
    this.#faults.raise('packager_restarted', say.restarted(this.#kind, error));
    if (say.isDiskFull(error)) this.#faults.raise('disk_full', say.diskFull());
    this.#restarts.failed();
  }

  /** Drops the packager of this moment without waiting for it, and starts the next. */
  #swap(): void {
    this.#drop();
    this.#restarts.soon();
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
    if (verdict === 'restart') {
      this.#drop();
      this.#lost(say.hung(HUNG_MS / 1000));
    }
    if (verdict === 'lighten') this.#lighten();
    if (now - this.#startedAt > WELL_MS && this.#state === 'running') {
      this.#faults.clear('packager_restarted');
      this.#faults.clear('encoder_too_slow');
    }
    this.emit('health', this.health);
  }

  #drop(): void {
    const old = this.#packager;
    this.#packager = null;
    if (old !== null) this.#dropped = old.close();
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
