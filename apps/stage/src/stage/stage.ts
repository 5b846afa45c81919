import { Emitter } from '@lectern/host/emitter';
import type { DesiredStage, ObservedStage, StageState } from '@lectern/protocol/stage';
import type { Ingest } from '../door/ingest.js';
import type { Loops } from '../relay/loops.js';
import type { Packaging } from '../packagers/packaging.js';
import { Broadcast, memoryFile, type PackagingNeeds } from './broadcast.js';
import { Faults } from './faults.js';
import { readBroadcast, type SavedBroadcast } from './memory.js';
import { sentences } from './sentences.js';
import { stageStateOf } from './stage-state.js';
import { throttle } from './throttle.js';

const SHORT_FAULT_MS = 60_000;
/** What is said of one broadcast's packaging: no word about the next. */
const PACKAGING_FAULTS = [
  'packager_restarted',
  'packager_replaced',
  'packager_missing',
  'encoder_too_slow',
  'renditions_left_out',
  'disk_full',
] as const;

interface StageEvents extends Record<string, unknown[]> {
  /** What `observe` says has changed. */
  changed: [];
  log: [line: string];
}

export interface StageOptions {
  /** The stage host's own directory; the stage keeps its memory in a folder of its room. */
  stageDir: string;
  archiveDir: string;
  slateMs: number;
  minFreeBytes: number;
  loops: Loops;
  now: () => number;
  createPackaging: (desired: DesiredStage, needs: PackagingNeeds) => Promise<Packaging>;
}

/** One stage: who publishes, what is on air, and how it is. */
export class Stage extends Emitter<StageEvents> {
  readonly #faults = new Faults();
  #ingest: Ingest | null = null;
  #broadcast: Broadcast | null = null;
  #last: { broadcast: string; startedAtMs: number; listedMs: number | null } | null = null;
  #state: { state: StageState; sinceMs: number };
  /** Broadcasts that are ending. The next begins its packaging after them: they share a directory. */
  #ending: Promise<void> = Promise.resolve();

  private constructor(
    readonly options: StageOptions,
    private desired: DesiredStage,
  ) {
    super();
    this.#state = { state: 'offline', sinceMs: options.now() };
  }

  /** A stage as the disk remembers it: a broadcast that was on air in the last process goes on, with the slate. */
  static async create(options: StageOptions, desired: DesiredStage): Promise<Stage> {
    const stage = new Stage(options, desired);
    const saved = await readBroadcast(memoryFile(options.stageDir, desired.room));
    if (saved !== null) stage.#resume(saved);
    return stage;
  }

  get room(): string {
    return this.desired.room;
  }

  get isOnAir(): boolean {
    return this.#broadcast !== null;
  }

  /** What is wanted from now on. The recording follows at once, the packaging with the next broadcast. */
  apply(desired: DesiredStage): void {
    this.desired = desired;
    this.#broadcast?.record(desired.record);
  }

  /** An encoder has opened this stage. The door says so only when no other live one is there. */
  publish(ingest: Ingest): void {
    this.#ingest = ingest;
    this.#faults.clear('no_audio', 'no_video');
    const { relay } = this.#broadcast ?? this.#open(null);
    relay.encoder(ingest.facts);
    const follow = throttle(ingest, relay);
    ingest.on('tag', (tag) => {
      relay.push(tag);
      follow();
    });
    ingest.on('unsupported', (what, sentence) =>
      this.#fault(what === 'video' ? 'no_video' : 'no_audio', sentence, SHORT_FAULT_MS),
    );
    ingest.on('closed', () => this.#lost(ingest));
    this.#update();
  }

  /** The door sent a second live encoder away. */
  secondEncoder(from: string): void {
    this.#fault('second_encoder_refused', sentences.secondEncoder(from), SHORT_FAULT_MS);
  }

  observe(): ObservedStage {
    const now = this.options.now();
    return {
      room: this.desired.room,
      state: this.#state.state,
      broadcast: this.#last?.broadcast ?? null,
      sinceMs: Math.round(this.#state.sinceMs),
      startedAtMs: this.#last === null ? null : Math.round(this.#last.startedAtMs),
      listedMs: this.#broadcast?.listedMs ?? this.#last?.listedMs ?? null,
      ingest: this.#ingest?.health(now) ?? null,
      packager: this.#broadcast?.health ?? null,
      faults: this.#faults.list(now),
    };
  }

  /** `ended`: the stage is wanted no more, and its broadcast ends. Otherwise the next process goes on with it. */
  async close(ended: boolean): Promise<void> {
    this.#end(ended);
    this.#ingest?.close();
    await this.#ending;
  }

  #resume(saved: SavedBroadcast): void {
    this.#last = { broadcast: saved.broadcast, startedAtMs: saved.startedAtMs, listedMs: null };
    // One whose time is over is opened all the same: it ends at once, and players are told.
    if (!saved.ended) this.#open(saved);
    this.#update();
  }

  #open(saved: SavedBroadcast | null): Broadcast {
    const { stageDir, archiveDir, minFreeBytes, loops, slateMs, now, createPackaging } =
      this.options;
    const ending = this.#ending;
    const broadcast = new Broadcast(
      {
        room: this.room,
        file: memoryFile(stageDir, this.room),
        archiveDir,
        minFreeBytes,
        relay: { loops, slateMs, now },
        now,
        createPackaging: async (needs) => {
          await ending;
          return createPackaging(this.desired, needs);
        },
      },
      this.desired.record,
      saved,
    );
    this.#broadcast = broadcast;
    broadcast.on('changed', () => this.#update());
    broadcast.on('fault', (...fault) => this.#fault(...fault));
    broadcast.on('log', (line) => this.emit('log', `Room ${this.room}: ${line}`));
    broadcast.on('expired', () => this.#end(true));
    return broadcast;
  }

  #lost(ingest: Ingest): void {
    if (this.#ingest !== ingest) return;
    this.#ingest = null;
    this.#broadcast?.relay.lost();
    // Nothing of it was ever on air.
    if (this.#broadcast?.id === null) this.#end(true);
    this.#update();
  }

  #end(ended: boolean): void {
    const broadcast = this.#broadcast;
    if (broadcast === null) return;
    this.#update();
    this.#broadcast = null;
    const before = this.#ending;
    this.#ending = Promise.all([before, broadcast.close(ended)]).then(() => {
      this.#faults.clear(...PACKAGING_FAULTS);
      this.emit('changed');
    });
    this.#update();
    // An encoder that is still there, silent or not, begins the next broadcast.
    if (ended && this.#ingest !== null) this.#ingest.close();
  }

  #fault(code: Parameters<Faults['raise']>[0], sentence: string | null, forMs?: number): void {
    if (sentence === null) this.#faults.clear(code);
    else if (this.#faults.raise(code, sentence, this.options.now(), forMs))
      this.emit('log', `Room ${this.room}: ${sentence}`);
    this.emit('changed');
  }

  #update(): void {
    const broadcast = this.#broadcast;
    const source = broadcast?.relay.source ?? null;
    if (broadcast !== null && broadcast.id !== null && broadcast.startedAtMs !== null)
      this.#last = {
        broadcast: broadcast.id,
        startedAtMs: broadcast.startedAtMs,
        listedMs: broadcast.listedMs,
      };
    const facts = {
      encoder: this.#ingest !== null,
      source,
      listed: (broadcast?.listedMs ?? null) !== null,
      past: this.#last !== null,
    };
    const state = stageStateOf(facts);
    if (state === 'away')
      this.#faults.raise('encoder_silent', sentences.encoderSilent, this.options.now());
    else this.#faults.clear('encoder_silent');
    if (state !== this.#state.state) this.#state = { state, sinceMs: this.options.now() };
    this.emit('changed');
  }
}
