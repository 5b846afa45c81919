import { Logger } from '@nestjs/common';
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

const logger = new Logger('log');

function fromRow(row: Row): Entry {
  const { actor_id: id, actor_name: name, actor_host: host, type, cid, body } = row;
  const envelope = {
    seq: Number(row.seq),
    atMs: row.at.getTime(),
    actor: id === null ? null : { id, name: name ?? '', host },
    cid,
  };
  const read = entry.safeParse({ ...envelope, type, body });
  if (read.success) return read.data;
  // One row that this version cannot read must not take its room away: it is shown as removed.
  logger.error(`entry ${row.seq} of type ${type} cannot be read: ${read.error.message}`);
  return { ...envelope, type: 'chat.posted', body: null };
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
