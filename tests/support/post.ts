import type { Visitor } from './organizer.ts';
import { uuidv7 } from './ledger-client.ts';

/** Sends one command over the HTTP door, as `docs/protocol.md` describes it. */
export function command<T = { seq: number }>(
  visitor: Visitor,
  room: string,
  name: string,
  body: object,
): Promise<T> {
  return visitor.call('POST', `/api/rooms/${room}/commands/${name}`, body, {
    'idempotency-key': uuidv7(),
  });
}
