import type { PoolClient } from 'pg';
import { forbidden, notFound, Refusal } from '../errors.js';

interface Target {
  room: string;
  seq: number;
  type: 'chat.posted' | 'question.asked';
  /** Only this person's entry; null: anybody's. */
  owner: string | null;
}

/** Takes the body of an entry of `main` out of the table, or says why not. */
export async function wipeBody(tx: PoolClient, { room, seq, type, owner }: Target): Promise<void> {
  const { rows } = await tx.query<{ actor_id: string | null; removed: boolean }>(
    `SELECT actor_id, body IS NULL AS removed FROM entry WHERE room_id = $1 AND topic = 'main' AND seq = $2 AND type = $3`,
    [room, seq, type],
  );
  const row = rows[0];
  if (row === undefined) throw notFound('message');
  if (owner !== null && row.actor_id !== owner) throw forbidden();
  if (row.removed) throw new Refusal('gone', 'It was removed before.');
  await tx.query(
    `UPDATE entry SET body = NULL, digest = NULL WHERE room_id = $1 AND topic = 'main' AND seq = $2`,
    [room, seq],
  );
}
