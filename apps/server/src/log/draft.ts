import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Actor, Entry, EntryBody, EntryType } from '@lectern/protocol/entries';

/** Type and body of an entry, belonging together. */
export type Content = { [T in EntryType]: { type: T; body: EntryBody<T> } }[EntryType];

/** An entry that is not in the log yet. */
export interface Draft {
  content: Content;
  actor: Actor | null;
  cid: string | null;
  /** What was asked for, where the body also holds what the server added (a time): it tells a retry from another command. */
  asked?: unknown;
  /**
   * Writes what follows from the entry (a question's row, a setting), in the entry's own transaction.
   * What is thrown here takes back this entry alone.
   */
  project?: (tx: PoolClient, seq: number) => Promise<void>;
}

export function toEntry(draft: Draft, seq: number, atMs: number): Entry {
  return { ...draft.content, seq, atMs, actor: draft.actor, cid: draft.cid };
}

/** Tells a retry (same cid, same digest) from a different command under the same cid. */
export function digestOf({ content: { type, body }, asked = body }: Draft): Buffer {
  return createHash('sha256').update(type).update('\0').update(JSON.stringify(asked)).digest();
}
