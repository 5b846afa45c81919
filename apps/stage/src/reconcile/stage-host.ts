import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter } from '@lectern/host/emitter';
import type { DesiredState, DesiredStage, ObservedHost } from '@lectern/protocol/stage';
import { Door } from '../door/door.js';
import { Stage, type StageOptions } from '../stage/stage.js';
import { readDesired, writeDesired } from './desired-file.js';

const DISK_MS = 5_000;

interface HostEvents extends Record<string, unknown[]> {
  /** What `observe` says has changed. */
  changed: [];
  log: [line: string];
}

export interface HostOptions extends Omit<StageOptions, 'createPackaging'> {
  name: string;
  liveDir: string;
  rtmpHost: string | undefined;
  rtmpPort: number;
  /** `onAir`: how many stages share the machine, this one among them. */
  createPackaging: (
    ...args: [...Parameters<StageOptions['createPackaging']>, onAir: number]
  ) => ReturnType<StageOptions['createPackaging']>;
}

/** A machine that carries stages: makes what runs equal to what is desired, and says what it sees. */
export class StageHost extends Emitter<HostEvents> {
  readonly #stages = new Map<string, Stage>();
  #desired: DesiredState = { revision: 0, stages: [] };
  #door: Door | null = null;
  #disk = { freeBytes: 0, totalBytes: 0 };
  #work: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setInterval> | null = null;
  #isClosing = false;

  private constructor(readonly options: HostOptions) {
    super();
  }

  /** Begins with the state on the disk and opens the door. Rejects where the port is taken (EADDRINUSE). */
  static async create(options: HostOptions, listen: (host: StageHost) => void): Promise<StageHost> {
    const host = new StageHost(options);
    listen(host);
    // The door first: while it cannot be opened, nothing may go on air.
    host.#door = await host.#openDoor();
    const kept = await readDesired(host.#file);
    if (kept !== null) await host.#follow(kept);
    await host.#measure();
    host.#timer = setInterval(() => void host.#measure(), DISK_MS);
    return host;
  }

  get port(): number {
    return this.#door?.port ?? 0;
  }

  get isOnAir(): boolean {
    return [...this.#stages.values()].some((stage) => stage.isOnAir);
  }

  /** How many stages are on air. */
  get onAir(): number {
    return [...this.#stages.values()].filter((stage) => stage.isOnAir).length;
  }

  /** What the server wants from now on: kept on the disk first, then done. */
  apply(desired: DesiredState): void {
    if (JSON.stringify(desired) === JSON.stringify(this.#desired)) return;
    this.#queue(async () => {
      await writeDesired(this.#file, desired).catch((error: unknown) => {
        this.emit('log', `The desired state could not be kept on the disk: ${String(error)}`);
      });
      await this.#follow(desired);
    });
  }

  observe(): ObservedHost {
    return {
      host: this.options.name,
      atMs: Math.round(this.options.now()),
      revision: this.#desired.revision,
      stages: [...this.#stages.values()].map((stage) => stage.observe()),
      disk: this.#disk,
    };
  }

  /** Every stage and the door; nobody comes in any more, and broadcasts go on in the next process. Idempotent. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#work;
    const stages = [...this.#stages.values()].map((stage) => stage.close(false));
    await Promise.all([this.#door?.close(), ...stages]);
  }

  get #file(): string {
    return join(this.options.stageDir, 'desired.json');
  }

  async #openDoor(): Promise<Door> {
    const { rtmpHost, rtmpPort, now } = this.options;
    const keys = (): Array<{ room: string; keyHash: string }> =>
      this.#desired.stages.flatMap(({ room, keyHashes }) =>
        keyHashes.map((keyHash) => ({ room, keyHash })),
      );
    const door = await Door.listen({ host: rtmpHost, port: rtmpPort, keys, now });
    door.on('log', (line) => this.emit('log', line));
    door.on('secondEncoder', (room, from) => this.#stages.get(room)?.secondEncoder(from));
    door.on('publish', (room, ingest) => {
      const stage = this.#stages.get(room);
      if (stage === undefined || this.#isClosing) ingest.close();
      else stage.publish(ingest);
    });
    return door;
  }

  async #follow(desired: DesiredState): Promise<void> {
    const wanted = new Map(desired.stages.map((stage) => [stage.room, stage]));
    for (const [room, stage] of [...this.#stages]) {
      if (wanted.has(room)) continue;
      this.#stages.delete(room);
      await stage.close(true);
    }
    for (const stage of wanted.values()) await this.#want(stage);
    // Last: from now on its keys open the door, and every room is there.
    this.#desired = desired;
    this.emit('changed');
  }

  async #want(desired: DesiredStage): Promise<void> {
    const running = this.#stages.get(desired.room);
    if (running !== undefined) return running.apply(desired);
    const { createPackaging } = this.options;
    const stage = await Stage.create(
      {
        ...this.options,
        createPackaging: (...needs) => createPackaging(...needs, Math.max(1, this.onAir)),
      },
      desired,
    );
    stage.on('changed', () => this.emit('changed'));
    stage.on('log', (line) => this.emit('log', line));
    this.#stages.set(desired.room, stage);
  }

  async #measure(): Promise<void> {
    try {
      const { bavail, blocks, bsize } = await statfs(this.options.liveDir);
      this.#disk = { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    } catch (error) {
      this.emit('log', `The disk could not be measured: ${String(error)}`);
    }
  }

  #queue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.emit('log', `The desired state could not be followed: ${String(error)}`);
    });
  }
}
