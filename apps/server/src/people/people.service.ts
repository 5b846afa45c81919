import { Injectable } from '@nestjs/common';
import type { Appended } from '@lectern/protocol/commands';
import type { PoolClient } from 'pg';
import { Pool } from '../database/pool.js';
import { notFound } from '../errors.js';
import type { RoomCall } from '../live/command.js';
import { Log } from '../log/log.service.js';
import { Memo } from '../log/memo.js';
import { actorOf, personOf } from '../session/asker.js';

/** People in a room: who may not speak, and until when. */
@Injectable()
export class PeopleService {
  readonly #mutes = new Memo((room) => this.#readMutes(room));

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
  ) {
    log.on('closed', (room) => this.#mutes.forget(room));
    // What the log says counts, also when the answer of its commit was lost.
    log.on('appended', ({ scope }, _topic, entries) => {
      if (entries.some((entry) => entry.type === 'person.muted')) this.#mutes.forget(scope.id);
    });
  }

  /** Until when a person is muted in a room, in ms; 0 when not. */
  async mutedUntil(room: string, person: string): Promise<number> {
    return (await this.#mutes.get(room)).get(person) ?? 0;
  }

  /** Mutes a person in a room, or (0 ms) lets them speak again. It bites on open sockets at once. */
  async mute({ asker, body, place }: RoomCall<'person.mute'>): Promise<Appended> {
    const { person, forMs, cid } = body;
    const untilMs = forMs === 0 ? null : Date.now() + forMs;
    const log = await this.log.open(place.room);
    return log.append({
      content: { type: 'person.muted', body: { person, untilMs } },
      actor: actorOf(personOf(asker), place),
      cid,
      asked: { person, forMs },
      project: (tx) => writeMute(tx, place.room, person, untilMs),
    });
  }

  async #readMutes(room: string): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ person_id: string; until_at: Date }>(
      'SELECT person_id, until_at FROM mute WHERE room_id = $1 AND until_at > now()',
      [room],
    );
    return new Map(rows.map((row) => [row.person_id, row.until_at.getTime()]));
  }
}

async function writeMute(
  tx: PoolClient,
  room: string,
  person: string,
  untilMs: number | null,
): Promise<void> {
  const { rowCount } = await tx.query('SELECT 1 FROM person WHERE id = $1', [person]);
  if (rowCount === 0) throw notFound('person');
  await tx.query('DELETE FROM mute WHERE room_id = $1 AND person_id = $2', [room, person]);
  if (untilMs === null) return;
  await tx.query('INSERT INTO mute (room_id, person_id, until_at) VALUES ($1, $2, $3)', [
    room,
    person,
    new Date(untilMs),
  ]);
}
