import type { Pool, PoolClient } from 'pg';
import { entry, type Entry } from '@lectern/protocol/entries';

interface Row {
  seq: string;
  at: Date;
  type: string;
  actor_id: string | null;
  actor_name: string | null;
  actor_host: boolean;
  cid: string | null;
  body: unknown;
}

const COLUMNS = 'seq, at, type, actor_id, actor_name, actor_host, cid, body';

function fromRow(row: Row): Entry {
  const actor =
    row.actor_id === null
      ? null
      : { id: row.actor_id, name: row.actor_name ?? '', host: row.actor_host };
  const { type, cid, body } = row;
  return entry.parse({ seq: Number(row.seq), atMs: row.at.getTime(), type, actor, cid, body });
}

/** Up to `limit` entries with a seq above `after`, oldest first. */
export async function readAfter(
  db: Pool | PoolClient,
  room: string,
  topic: string,
  after: number,
  limit: number,
): Promise<Entry[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM entry WHERE room_id = $1 AND topic = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
    [room, topic, after, limit],
  );
  return rows.map(fromRow);
}

/** The newest `count` entries, oldest first. */
export async function readNewest(
  db: Pool | PoolClient,
  room: string,
  topic: string,
  count: number,
): Promise<Entry[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM entry WHERE room_id = $1 AND topic = $2 ORDER BY seq DESC LIMIT $3`,
    [room, topic, count],
  );
  return rows.toReversed().map(fromRow);
}
