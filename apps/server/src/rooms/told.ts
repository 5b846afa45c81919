import type { Pool, PoolClient } from 'pg';
import type { EntryBody } from '@lectern/protocol/entries';
import { stageState } from '@lectern/protocol/stage';
import { notFound } from '../errors.js';

type Told = EntryBody<'stage.changed'>;

/** What the audience of a room was last told of its stage, and when the room was made. */
export interface StageMemory {
  told: Told | null;
  createdMs: number;
}

interface Row {
  created_at: Date;
  state: string | null;
  broadcast: string | null;
  since_at: Date | null;
  started_at: Date | null;
}

export async function readTold(pool: Pool, room: string): Promise<StageMemory> {
  const { rows } = await pool.query<Row>(
    `SELECT room.created_at, state, broadcast, since_at, started_at FROM room LEFT JOIN stage ON stage.room_id = room.id WHERE room.id = $1`,
    [room],
  );
  const row = rows[0];
  if (row === undefined) throw notFound('room');
  const createdMs = row.created_at.getTime();
  if (row.state === null) return { told: null, createdMs };
  const { broadcast, since_at: since, started_at: started } = row;
  const told = {
    state: stageState.parse(row.state),
    broadcast,
    sinceMs: since?.getTime() ?? createdMs,
    startedAtMs: started?.getTime() ?? null,
  };
  return { told, createdMs };
}

export async function writeTold(
  tx: PoolClient,
  room: string,
  { state, broadcast, sinceMs, startedAtMs }: Told,
): Promise<void> {
  await tx.query(
    `INSERT INTO stage (room_id, state, broadcast, since_at, started_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (room_id) DO UPDATE SET state = $2, broadcast = $3, since_at = $4, started_at = $5`,
    [
      room,
      state,
      broadcast,
      new Date(sinceMs),
      startedAtMs === null ? null : new Date(startedAtMs),
    ],
  );
}
