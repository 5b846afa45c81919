import { join } from 'node:path';
import { Emitter } from '@lectern/host/emitter';
import { Relay, type RelayOptions } from '../relay/relay.js';
import type { Packaging, PackagingOptions } from '../packagers/packaging.js';
import { Recorder } from './recorder.js';
import { newBroadcastId, type SavedBroadcast, writeBroadcast } from './memory.js';
import type { FaultCode } from './faults.js';
import { sentences } from './sentences.js';

/** A fault that is over when it is told stays to be read for so long, ms. */
const SHORT_FAULT_MS = 60_000;

/** A packaging that could not be begun (a full disk) is tried again after so long, ms. */
const RETRY_MS = 5_000;

/** What a broadcast knows of its packaging; the rest of the options is the stage's. */
export type PackagingNeeds = Pick<PackagingOptions, 'room' | 'broadcast' | 'source' | 'attach'>;

interface BroadcastEvents extends Record<string, unknown[]> {
  /** Something that is reported has changed. */
  changed: [];
  /** `sentence` null: the fault is over. `forMs`: it is over already, and only to be read for so long. */
  fault: [code: FaultCode, sentence: string | null, forMs?: number];
  log: [line: string];
  /** The slate was shown as long as it may be: the broadcast is to be closed. */
  expired: [];
}

export interface BroadcastOptions {
  room: string;
  /** Where the broadcast is remembered for the next process. */
  file: string;
  archiveDir: string;
  minFreeBytes: number;
  relay: Omit<RelayOptions, 'resume'>;
  now: () => number;
  createPackaging: (options: PackagingNeeds) => Promise<Packaging>;
}

/** One broadcast: a relay, and from its first picture on the packaging and the recording of it. */
export class Broadcast extends Emitter<BroadcastEvents> {
  readonly relay: Relay;
  id: string | null;
  listedMs: number | null = null;
  readonly #recorder: Recorder;
  #packaging: Packaging | null = null;
  #slateEndsMs: number;
  #source: SavedBroadcast['source'];
  /** Beginning, remembering and ending happen one after the other. */
  #work: Promise<void> = Promise.resolve();
  #closed = false;
  #cannotRemember = false;
  readonly #timer: ReturnType<typeof setInterval>;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** `before`: what the last process remembers of a broadcast that was on air. */
  constructor(
    readonly options: BroadcastOptions,
    record: boolean,
    before: SavedBroadcast | null,
  ) {
    super();
    this.id = before?.broadcast ?? null;
    this.relay = new Relay({
      ...options.relay,
      ...(before && { resume: resumeFrom(before, options.now()) }),
    });
    this.#slateEndsMs = before?.slateEndsMs ?? 0;
    this.#source = before?.source ?? { width: 0, height: 0, fps: 0 };
    this.#recorder = new Recorder(options, this.relay, (...fault) => this.emit('fault', ...fault));
    this.#recorder.want(record);
    this.#timer = setInterval(() => this.#remember(false), 1_000);
    this.#listen();
    if (before !== null) this.#begin(before.broadcast, before.startedAtMs);
  }

  get health(): Packaging['health'] | null {
    return this.#packaging?.health ?? null;
  }

  get startedAtMs(): number | null {
    return this.relay.timeline.originMs;
  }

  /** Starts or stops the recording. */
  record(wanted: boolean): void {
    this.#recorder.want(wanted);
  }

  /** `ended`: players are told that it is over; otherwise the next process goes on with it. Idempotent. */
  async close(ended: boolean): Promise<void> {
    if (!this.#closed) this.#end(ended);
    await this.#work;
  }

  #listen(): void {
    const { relay } = this;
    relay.on('source', (source) => {
      if (source === 'encoder' && this.id === null)
        this.#begin(newBroadcastId(), relay.timeline.originMs ?? this.options.now());
      this.emit('changed');
    });
    relay.on('lacks', (what, missing) => {
      const sentence = what === 'no_audio' ? sentences.noAudio : sentences.noVideo;
      this.emit('fault', what, missing ? sentence : null);
    });
    relay.on('jumped', (byMs) =>
      this.emit('fault', 'timestamps_jumped', sentences.jumped(byMs), SHORT_FAULT_MS),
    );
    relay.on('failed', (error) =>
      this.emit('log', `A consumer failed and was cut off: ${error.stack ?? error.message}`),
    );
    relay.on('expired', () => this.emit('expired'));
  }

  #begin(id: string, startedAtMs: number): void {
    this.id = id;
    this.#source = this.#sourceNow() ?? this.#source;
    this.#remember(false);
    this.#recorder.begin(id, startedAtMs);
    this.#startPackaging(id, startedAtMs);
  }

  #sourceNow(): SavedBroadcast['source'] | null {
    const { facts } = this.relay;
    if (facts === null) return null;
    // Sound alone comes with a still picture.
    const { width, height, fps } = facts.width > 0 ? facts : this.options.relay.loops.still;
    return { width, height, fps };
  }

  #startPackaging(id: string, startedAtMs: number): void {
    this.#work = this.#work
      .then(async () => {
        const packaging = await this.options.createPackaging({
          room: this.options.room,
          broadcast: { id, startedAtMs },
          source: this.#source,
          attach: (consumer) => this.relay.attach(consumer),
        });
        if (this.#retry !== undefined) this.emit('fault', 'packager_missing', null);
        this.#packaging = packaging;
        this.#listenTo(packaging);
      })
      .catch((error: unknown) => {
        this.emit('fault', 'packager_missing', sentences.failed(String(error)));
        if (this.#closed) return;
        this.#retry = setTimeout(
          () => !this.#closed && this.#startPackaging(id, startedAtMs),
          RETRY_MS,
        );
      });
  }

  #listenTo(packaging: Packaging): void {
    packaging.on('fault', ({ code, sentence }) => this.emit('fault', code, sentence));
    packaging.on('cleared', (code) => this.emit('fault', code, null));
    packaging.on('listed', ({ mediaMs }) => {
      const isFirst = this.listedMs === null;
      this.listedMs = Math.max(this.listedMs ?? 0, Math.round(mediaMs));
      if (isFirst) this.emit('changed');
    });
  }

  #end(ended: boolean): void {
    this.#closed = true;
    clearInterval(this.#timer);
    clearTimeout(this.#retry);
    this.relay.close();
    this.#queue(async () => {
      await Promise.all([this.#packaging?.close({ ended }), this.#recorder.close()]);
    });
    this.#remember(ended);
  }

  #remember(ended: boolean): void {
    const { id: broadcast, startedAtMs, relay } = this;
    if (broadcast === null || startedAtMs === null) return;
    if (relay.source === 'encoder')
      this.#slateEndsMs = this.options.now() + this.options.relay.slateMs;
    const mediaMs = relay.timeline.lastMs;
    const saved = {
      broadcast,
      startedAtMs,
      mediaMs,
      slateEndsMs: this.#slateEndsMs,
      source: this.#source,
      ended,
    };
    this.#queue(async () => {
      try {
        await writeBroadcast(this.options.file, saved);
        if (this.#cannotRemember) this.emit('fault', 'disk_full', null);
        this.#cannotRemember = false;
      } catch (error) {
        // A full disk must not touch what is on air.
        this.#cannotRemember = true;
        this.emit('fault', 'disk_full', sentences.cannotRemember(String(error)));
      }
    });
  }

  #queue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.emit('fault', 'packager_missing', sentences.failed(String(error)));
    });
  }
}

/** The wall clock decides where it goes on, but never before what was sent. */
function resumeFrom(before: SavedBroadcast, nowMs: number): NonNullable<RelayOptions['resume']> {
  const { startedAtMs, mediaMs, slateEndsMs } = before;
  // The memory is up to a second old.
  const fromMs = Math.round(Math.max(nowMs - startedAtMs, mediaMs + 1_000));
  return { startedAtMs, fromMs, leftMs: Math.max(0, slateEndsMs - nowMs) };
}

/** Where a room's broadcast is remembered. */
export function memoryFile(stageDir: string, room: string): string {
  return join(stageDir, 'rooms', room, 'broadcast.json');
}
