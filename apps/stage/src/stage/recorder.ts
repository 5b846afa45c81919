import { join } from 'node:path';
import { Archive } from '../archive/archive.js';
import type { Relay } from '../relay/relay.js';
import type { FaultCode } from './faults.js';

const RECORDING_FAULTS = ['disk_low', 'disk_full', 'recording_stopped'] as const;

interface RecorderOptions {
  room: string;
  archiveDir: string;
  minFreeBytes: number;
}

/** Keeps a broadcast's archive running exactly while it is wanted. */
export class Recorder {
  #wanted = false;
  #broadcast: { id: string; startedAtMs: number } | null = null;
  #running: { archive: Archive; detach: () => void } | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(
    readonly options: RecorderOptions,
    readonly relay: Relay,
    /** `sentence` null: the fault is over. */
    readonly fault: (code: FaultCode, sentence: string | null) => void,
  ) {}

  want(wanted: boolean): void {
    this.#wanted = wanted;
    this.#follow();
  }

  /** The broadcast has begun: from now on there is something to record. */
  begin(id: string, startedAtMs: number): void {
    this.#broadcast = { id, startedAtMs };
    this.#follow();
  }

  /** Ends the recording for good; resolves when all is on the disk. */
  async close(): Promise<void> {
    this.want(false);
    await this.#work;
  }

  #follow(): void {
    this.#work = this.#work
      .then(() => this.#step())
      .catch((error: unknown) => {
        this.fault(
          'recording_stopped',
          `The recording could not be started (${String(error)}); the stream goes on.`,
        );
      });
  }

  async #step(): Promise<void> {
    const isWanted = this.#wanted && this.#broadcast !== null;
    if (isWanted === (this.#running !== null)) return;
    if (isWanted && this.#broadcast !== null) return this.#start(this.#broadcast);
    const running = this.#running;
    this.#running = null;
    running?.detach();
    await running?.archive.close();
    for (const code of RECORDING_FAULTS) this.fault(code, null);
  }

  async #start({ id, startedAtMs }: { id: string; startedAtMs: number }): Promise<void> {
    const { room, archiveDir, minFreeBytes } = this.options;
    const archive = await Archive.create({
      dir: join(archiveDir, room, id),
      room,
      broadcast: id,
      startedAtMs,
      minFreeBytes,
      isEncoder: () => this.relay.source === 'encoder',
    });
    archive.on('stopped', (code, sentence) => this.fault(code, sentence));
    archive.on('resumed', () => {
      for (const code of RECORDING_FAULTS) this.fault(code, null);
    });
    this.#running = { archive, detach: this.relay.attach(archive) };
  }
}
