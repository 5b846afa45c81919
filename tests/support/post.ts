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
    // A vote writes no entry; it may be repeated as it is, and takes no key.
    ...(name === 'question.vote' ? {} : { 'idempotency-key': uuidv7() }),
  });
}
