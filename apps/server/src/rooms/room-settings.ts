import type { PoolClient } from 'pg';
import type { EntryBody } from '@lectern/protocol/entries';
import { Pool } from '../database/pool.js';
import { notFound } from '../errors.js';

/** What is open in a room, and how fast one may write. */
export type RoomSettings = EntryBody<'room.configured'>;

export async function readSettings(pool: Pool, room: string): Promise<RoomSettings> {
  const { rows } = await pool.query<{
    slow_mode_ms: number;
    chat_open: boolean;
    questions_open: boolean;
  }>('SELECT slow_mode_ms, chat_open, questions_open FROM room WHERE id = $1', [room]);
  const row = rows[0];
  if (row === undefined) throw notFound('room');
  return {
    slowModeMs: row.slow_mode_ms,
    chatOpen: row.chat_open,
    questionsOpen: row.questions_open,
  };
}

export async function writeSettings(
  tx: PoolClient,
  room: string,
  settings: RoomSettings,
): Promise<void> {
  await tx.query(
    'UPDATE room SET slow_mode_ms = $2, chat_open = $3, questions_open = $4 WHERE id = $1',
    [room, settings.slowModeMs, settings.chatOpen, settings.questionsOpen],
  );
}
