import type { ObservedHost, ObservedStage } from '@lectern/protocol/stage';
import type { Connection } from '../live/connection.js';

interface Host {
  connection: Connection | null;
  seenMs: number;
  observed: ObservedHost | null;
}

/** What a stage is, and when its host was last heard of (ms since 1970). */
export interface Sighting {
  stage: ObservedStage;
  seenMs: number;
}

/** Hosts is what stage hosts last said, in memory: after a restart they say it again. */
export class Hosts {
  readonly #hosts = new Map<string, Host>();

  attach(name: string, connection: Connection | null): void {
    const host = this.#hosts.get(name);
    this.#hosts.set(name, { connection, seenMs: Date.now(), observed: host?.observed ?? null });
  }

  observe(observed: ObservedHost, connection: Connection | null): void {
    const host = this.#hosts.get(observed.host);
    this.#hosts.set(observed.host, {
      connection: host?.connection ?? connection,
      seenMs: Date.now(),
      observed,
    });
  }

  /** What the host that carries a room last said of it; the newest word counts. */
  sighting(room: string): Sighting | null {
    let newest: Sighting | null = null;
    for (const { observed, seenMs } of this.#hosts.values()) {
      const stage = observed?.stages.find((one) => one.room === room);
      if (stage !== undefined && (newest === null || seenMs > newest.seenMs))
        newest = { stage, seenMs };
    }
    return newest;
  }

  connections(): Connection[] {
    return [...this.#hosts.values()].flatMap(({ connection }) =>
      connection === null ? [] : [connection],
    );
  }

  /** Newest word of any host, ms since 1970; 0 when there was none. */
  get lastSeenMs(): number {
    return Math.max(0, ...[...this.#hosts.values()].map(({ seenMs }) => seenMs));
  }

  get size(): number {
    return this.#hosts.size;
  }
}
