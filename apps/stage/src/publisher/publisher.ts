import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter } from '@lectern/host/emitter';
import { holdBackSeconds, segmentSeconds } from '@lectern/media/hold-back';
import { hasPicture } from '@lectern/media/ladder';
import { type Counters, continueCounters } from '@lectern/media/ts-counters';
import type { SubtitleRendition } from '@lectern/media/playlist';
import type { Rendition } from '@lectern/protocol/media';
import type { PackagedSegment } from '../packagers/packager.js';
import { type Admitted, type RunClock, admit } from './admit.js';
import { isDiskFull, writeAtomic } from './atomic.js';
import { Gather, filled } from './gather.js';
import { learnMoment } from './learn.js';
import { masterText, mediaText } from './playlists.js';
import { Retired } from './retired.js';
import { type ListedFile, type Moment, type RoomState, loadState, saveState } from './state.js';
import { Thumbnail } from './thumbnail.js';
import { type Broadcast, append, isWorthListing, openTimeline, trim } from './timeline.js';

export interface PublisherOptions {
  room: string;
  /** The folder that is served; everything in `<liveDir>/<room>/` belongs to the publisher. */
  liveDir: string;
  broadcast: Broadcast;
  latency: number;
  ffmpeg: string;
  /** Caption languages, when there are any. */
  subtitles?: readonly SubtitleRendition[];
  /**
   * How far back a viewer can go, ms. Two minutes: a phone that slept a minute goes on where it was, and the list,
   * which every viewer reads once a segment, stays near 5 kB.
   */
  windowMs?: number;
}

export interface PublisherEvents extends Record<string, unknown[]> {
  /** Viewers can see everything up to `mediaMs`; `lagMs` is how long after its last picture it was listed. */
  listed: [{ mediaMs: number; lagMs: number }];
  /** The disk takes no more. Told once, until something could be listed again. */
  diskFull: [];
}

/** Fewest segments in a list, however long they are. */
const LEAST = 10;

/** Publisher turns finished segments into what viewers read: files, numbers that never go back, one timeline. */
export class Publisher extends Emitter<PublisherEvents> {
  #run: { id: number; clock: RunClock; gather: Gather } | null = null;
  #renditions: readonly Rendition[] = [];
  #timer: NodeJS.Timeout | null = null;
  #queue: Promise<void> = Promise.resolve();
  #isDiskFull = false;
  #master = '';
  readonly #counters = new Map<string, Counters>();
  readonly #folder: string;
  readonly #retired: Retired;
  readonly #thumbnail: Thumbnail;
  readonly #windowMs: number;

  private constructor(
    private readonly options: PublisherOptions,
    private state: RoomState,
  ) {
    super();
    this.#folder = join(options.liveDir, options.room);
    this.#windowMs = options.windowMs ?? 120_000;
    const segmentMs = segmentSeconds(options.latency) * 1000;
    // RFC 8216, 6.2.2: as long as the longest list that held it, and its own length.
    this.#retired = new Retired(this.#folder, Math.max(60_000, this.#windowMs + segmentMs));
    this.#thumbnail = new Thumbnail(this.#folder, options.ffmpeg);
  }

  static async create(options: PublisherOptions): Promise<Publisher> {
    const folder = join(options.liveDir, options.room);
    await mkdir(folder, { recursive: true });
    const known = await loadState(folder);
    const state = openTimeline(known, options.broadcast, segmentSeconds(options.latency));
    // Nobody is to begin a new broadcast with the pictures of the last one.
    if (known?.broadcast !== options.broadcast.id)
      await rm(join(folder, 'index.m3u8'), { force: true });
    const publisher = new Publisher(options, state);
    const listed = new Set(state.moments.flatMap(urisOf));
    await publisher.#retired.addUnlisted(listed, Date.now());
    return publisher;
  }

  /** Media time, ms, at which the newest listed segment ends; 0 before the first. */
  get endMs(): number {
    return this.state.endMs;
  }

  /** A packager starts: the segments that follow carry this run. Waits until the run before is closed. */
  async openRun(
    run: number,
    clock: { kind: 'media' | 'own'; firstMs: number },
    renditions: readonly Rendition[],
  ): Promise<void> {
    void this.closeRun();
    await this.#enqueue(async () => {
      this.#renditions = renditions;
      this.#run = { id: run, clock: { ...clock, shift: null }, gather: new Gather(renditions) };
    });
  }

  /** Lists what is complete of the current run, and forgets the rest: the next run makes it anew. */
  async closeRun(): Promise<void> {
    await this.#endRun(false);
  }

  /** Takes a finished segment; its file is the publisher's from now on. */
  take(segment: PackagedSegment): void {
    void this.#enqueue(async () => {
      const run = this.#run;
      if (run === null || run.id !== segment.run) {
        await rm(segment.path, { force: true });
        return;
      }
      const near = Math.max(this.state.endMs, run.clock.firstMs);
      run.gather.add(segment.index, await admit(segment, run.clock, near));
      await this.#listReady(false);
      this.#waitForRest();
    });
  }

  /** Resolves when everything taken so far is dealt with. */
  settled(): Promise<void> {
    return this.#queue;
  }

  /** Lists what is left, and closes. `ended` tells players that nothing will follow. */
  async close({ ended }: { ended: boolean }): Promise<void> {
    await this.#endRun(true);
    if (ended)
      await this.#enqueue(async () => {
        this.state = { ...this.state, ended: true };
        await this.#writeLists();
      });
    this.#stopWaiting();
    await this.#thumbnail.close();
  }

  /** The run is over also where its last moment cannot be listed. */
  #endRun(anyway: boolean): Promise<void> {
    return this.#enqueue(() =>
      this.#listReady(anyway).finally(() => {
        this.#run = null;
      }),
    );
  }

  /** One thing after the other; a failure is told and does not stop what follows. */
  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((error: unknown) => {
      if (isDiskFull(error)) this.#diskFull();
      else this.#warn(error);
    });
    return this.#queue;
  }

  #warn(error: unknown): void {
    console.warn(`Publisher of room ${this.options.room}: ${String(error)}`);
  }

  /** A rendition that stays out for a whole segment's time is filled from another. */
  #waitForRest(): void {
    if (this.#run === null || this.#run.gather.isEmpty) this.#stopWaiting();
    else
      this.#timer ??= setTimeout(
        () => {
          this.#timer = null;
          void this.#enqueue(async () => {
            await this.#listReady(true);
            this.#waitForRest();
          });
        },
        segmentSeconds(this.options.latency) * 1000,
      );
  }

  #stopWaiting(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #listReady(anyway: boolean): Promise<void> {
    const gather = this.#run?.gather;
    if (gather === undefined) return;
    for (;;) {
      const moment = gather.take(anyway);
      if (moment === null) return;
      this.#stopWaiting();
      await this.#list(moment);
    }
  }

  async #list(own: ReadonlyMap<string, Admitted>): Promise<void> {
    const gone = Object.keys(this.state.facts).filter(
      (name) => !this.#renditions.some((one) => one.name === name),
    );
    const names = [...gone, ...this.#renditions.map((one) => one.name)];
    const moment = filled(names, own);
    const lead = this.#renditions.map((one) => own.get(one.name)).find((one) => one !== undefined);
    if (lead === undefined || !isWorthListing(this.state, lead.startMs, lead.facts.durationMs))
      return;
    const sequence = this.state.nextSequence;
    for (const [name, segment] of own) await this.#write(name, sequence, segment.bytes);
    const files: Record<string, ListedFile> = {};
    const parameters: Record<string, string> = {};
    for (const [name, segment] of moment) {
      const { startMs, facts } = segment;
      files[name] = {
        uri: uriOf(segment.rendition, sequence),
        startMs,
        durationMs: facts.durationMs,
      };
      parameters[name] = facts.parameters;
    }
    const ready = { startMs: lead.startMs, durationMs: lead.facts.durationMs, files, parameters };
    this.state = append(this.state, ready);
    this.state = { ...this.state, facts: learnMoment(this.state.facts, moment) };
    this.#trim(this.#windowMs);
    await this.#writeLists();
    await this.#retired.sweep(Date.now());
    this.#tellListed(files);
  }

  #trim(windowMs: number): void {
    const { state, left } = trim(this.state, windowMs, LEAST);
    this.state = state;
    for (const uri of left.flatMap(urisOf)) this.#retired.add(uri, Date.now());
  }

  async #write(rendition: string, sequence: number, bytes: Uint8Array): Promise<void> {
    const counters = this.#counters.get(rendition) ?? new Map<number, number>();
    this.#counters.set(rendition, counters);
    continueCounters(bytes, counters);
    await mkdir(join(this.#folder, rendition), { recursive: true });
    await writeAtomic(join(this.#folder, uriOf(rendition, sequence)), bytes);
  }

  /** The memory first: a number that a list has shown is never given again, even if we die in between. */
  async #writeLists(): Promise<void> {
    await saveState(this.#folder, this.state);
    const subtitles = this.options.subtitles ?? [];
    const holdBack = holdBackSeconds(this.options.latency, subtitles.length > 0);
    for (const name of Object.keys(this.state.facts)) {
      const text = mediaText(this.state, name, holdBack);
      if (text !== null) await writeAtomic(join(this.#folder, `${name}.m3u8`), text);
    }
    const master = masterText(this.state, this.#renditions, subtitles);
    if (master === null || master === this.#master) return;
    await writeAtomic(join(this.#folder, 'index.m3u8'), master);
    this.#master = master;
  }

  #tellListed(files: Record<string, ListedFile>): void {
    this.#isDiskFull = false;
    const { startedAtMs, endMs } = this.state;
    this.emit('listed', { mediaMs: endMs, lagMs: Date.now() - startedAtMs - endMs });
    const smallest = this.#renditions.filter(hasPicture).at(-1);
    const file = smallest === undefined ? undefined : files[smallest.name];
    if (file !== undefined) this.#thumbnail.offer(file.uri, performance.now());
  }

  /** Gives back what viewers can do without, so that the newest has room. */
  #diskFull(): void {
    this.#trim(0);
    this.#retired.sweep(Date.now(), true).catch((error: unknown) => this.#warn(error));
    if (!this.#isDiskFull) this.emit('diskFull');
    this.#isDiskFull = true;
  }
}

function uriOf(rendition: string, sequence: number): string {
  return `${rendition}/${sequence}.ts`;
}

function urisOf(moment: Moment): string[] {
  return Object.values(moment.files).map((file) => file.uri);
}
