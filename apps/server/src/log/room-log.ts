import type { Pool } from 'pg';
import type { Appended } from '@lectern/protocol/commands';
import type { Entry } from '@lectern/protocol/entries';
import type { Draft } from './draft.js';
import { TopicLog, type OnAppended, type Stretch } from './topic-log.js';

/** Which room, and in which event: what rights are asked for. */
export interface RoomScope {
  id: string;
  eventId: string;
}

/** RoomLog is a room's log while somebody uses it: its topics, each ordered for itself. */
export class RoomLog {
  #closed = false;

  private constructor(
    readonly scope: RoomScope,
    readonly epoch: string,
    readonly main: TopicLog,
  ) {}

  /** Opens the log of a room that exists. */
  static async open(
    pool: Pool,
    scope: RoomScope,
    epoch: string,
    onAppended: OnAppended,
  ): Promise<RoomLog> {
    return new RoomLog(scope, epoch, await TopicLog.open(pool, scope.id, 'main', onAppended));
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Writes an entry to `main`; resolves after the commit. */
  append(draft: Draft): Promise<Appended> {
    return this.main.append(draft);
  }

  /** The newest `seq` per topic. */
  heads(): Record<string, number> {
    return { main: this.main.head };
  }

  /** What a client with these cursors has missed, per topic it wants; cursors of another epoch mean nothing. */
  async since(
    epoch: string | undefined,
    after: Record<string, number> | undefined,
  ): Promise<(Stretch & { topic: string })[]> {
    const wanted = Object.keys(after ?? { main: 0 });
    return Promise.all(
      wanted.map(async (topic) => {
        const cursor = epoch === this.epoch ? (after?.[topic] ?? null) : null;
        // A topic in which nothing was ever written is empty, not unknown.
        if (topic !== 'main')
          return { topic, reset: cursor === null, from: 1, head: 0, entries: [] };
        return { topic, ...(await this.main.since(cursor)) };
      }),
    );
  }

  /** Entries of a topic after `after`, oldest first, and the topic's head. */
  async range(
    topic: string,
    after: number,
    limit: number,
  ): Promise<{ entries: Entry[]; head: number }> {
    if (topic !== 'main') return { entries: [], head: 0 };
    const entries = await this.main.range(after, limit);
    return { entries, head: this.main.head };
  }

  close(): void {
    this.#closed = true;
    this.main.close();
  }
}
