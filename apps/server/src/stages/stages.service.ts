import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { DesiredState, ObservedStage } from '@lectern/protocol/stage';
import { Refusal } from '../errors.js';
import type { Call, RoomCall } from '../live/command.js';
import type { Connection } from '../live/connection.js';
import { encode } from '../live/frame.js';
import { Log } from '../log/log.service.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { DesiredService } from './desired.service.js';
import { Hosts, type Sighting } from './hosts.js';
import { isNews, toldOf, unheardOf } from './stages.rules.js';

const HEALTH_MS = 1_000;

/** Stages: hosts are told what should be, say what is, and the audience hears of what changed. */
@Injectable()
export class StagesService implements OnApplicationShutdown {
  readonly hosts = new Hosts();
  readonly #watchers = new Map<string, Set<Connection>>();
  readonly #logger = new Logger('stages');
  /** One report after the other, so that no change is told twice. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #timer = setInterval(() => void this.#sendHealth(), HEALTH_MS);

  constructor(
    private readonly log: Log,
    private readonly rooms: RoomsService,
    private readonly desired: DesiredService,
  ) {
    desired.on('changed', (document) => this.#tellHosts(document));
  }

  /** A stage host takes its line: it gets what its stages should be, now and at every change. */
  async attach({ connection, body }: Call<'host.attach'>): Promise<DesiredState> {
    this.hosts.attach(body.host, connection);
    return this.desired.current();
  }

  async observe({ connection, body }: Call<'host.observe'>): Promise<Record<string, never>> {
    this.hosts.observe(body, connection);
    const turn = this.#turn.then(async () => {
      for (const stage of body.stages) await this.#compareKnown(stage);
    });
    this.#turn = turn.catch(() => undefined);
    await turn;
    return {};
  }

  /** Sends the stage's health on this socket, once a second, until it closes. */
  async watch({ connection, place }: RoomCall<'stage.watch'>): Promise<Record<string, never>> {
    if (connection === null) return {};
    const watchers = this.#watchers.get(place.room) ?? new Set();
    this.#watchers.set(place.room, watchers.add(connection));
    connection.once('close', () => watchers.delete(connection));
    return {};
  }

  /** What the stage is, by its host's last word; without any, what the audience was last told. */
  async health(room: string): Promise<Sighting> {
    const sighting = this.hosts.sighting(room);
    if (sighting !== null) return sighting;
    const { told, createdMs } = await this.rooms.toldOf(room);
    return { stage: unheardOf(room, told, createdMs), seenMs: this.hosts.lastSeenMs };
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** A room that was deleted while its host still reports it must not hide the news of the others. */
  async #compareKnown(observed: ObservedStage): Promise<void> {
    try {
      await this.#compare(observed);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'not_found') throw error;
    }
  }

  /** Enters a change of a stage into its room's log, together with the row that says what was told. */
  async #compare(observed: ObservedStage): Promise<void> {
    const now = toldOf(observed);
    const { told } = await this.rooms.toldOf(observed.room);
    if (!isNews(told, now)) return;
    const log = await this.log.open(observed.room);
    const content = { type: 'stage.changed' as const, body: now };
    try {
      await log.append({
        content,
        actor: null,
        cid: null,
        project: (tx) => this.rooms.recordTold(tx, observed.room, now),
      });
    } finally {
      // Also when it threw: the commit may have come through and only its answer been lost.
      this.rooms.forgetTold(observed.room);
    }
  }

  #tellHosts(desired: DesiredState): void {
    const frame = encode({ type: 'desired', desired });
    for (const connection of this.hosts.connections()) connection.push(frame);
  }

  async #sendHealth(): Promise<void> {
    for (const [room, watchers] of this.#watchers) {
      if (watchers.size === 0) this.#watchers.delete(room);
      else await this.#sendHealthOf(room, watchers);
    }
  }

  async #sendHealthOf(room: string, watchers: ReadonlySet<Connection>): Promise<void> {
    try {
      const { stage, seenMs } = await this.health(room);
      const frame = encode({ type: 'health', room, stage, hostSeenMs: seenMs });
      for (const connection of watchers) {
        // Rights may have gone since the watch began.
        const { eventId } = await this.log.scope(room);
        if (connection.asker.holds('stage.health', { room, event: eventId }))
          connection.push(frame, true);
      }
    } catch (error) {
      this.#logger.warn(`the health of a stage could not be sent: ${String(error)}`);
    }
  }
}
