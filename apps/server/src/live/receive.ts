import type { RawData } from 'ws';
import { request, type Request } from '@lectern/protocol/frames';
import { toWire } from '../errors.js';
import type { CommandDoor } from './command-door.js';
import type { Connection } from './connection.js';
import { isDeeperThan } from './depth.js';

const MAX_DEPTH = 16;
/** Refusals that an honest client does not meet. */
const FAULTS = new Set(['unknown_command', 'invalid', 'forbidden', 'unauthenticated']);

function readRequest(data: RawData): Request | null {
  const text = String(data);
  if (isDeeperThan(text, MAX_DEPTH)) return null;
  try {
    return request.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON: the same answer as for JSON that is no request.
    return null;
  }
}

/** Handles one frame of a client: runs its command and answers it. What is no request closes the connection. */
export async function receive(
  connection: Connection,
  data: RawData,
  isBinary: boolean,
  door: CommandDoor,
): Promise<void> {
  if (isBinary) return connection.end(1003, 'only text');
  const asked = readRequest(data);
  if (asked === null) return connection.end(1002, 'not a request');
  const outcome = await door.run(asked.type, connection.asker, connection, asked.body);
  if ('body' in outcome) return connection.answer(asked.re, { body: outcome.body });
  connection.answer(asked.re, { error: toWire(outcome.refusal) });
  if (FAULTS.has(outcome.refusal.code)) connection.fault(Date.now());
}
