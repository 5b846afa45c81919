import type { PoolClient } from 'pg';
import type { Appended } from '@lectern/protocol/commands';
import type { Entry } from '@lectern/protocol/entries';
import { Refusal, notFound } from '../errors.js';
import { COLUMNS, columnsOf, unnestFrom } from './columns.js';
import { digestOf, toEntry, type Draft } from './draft.js';

/** What became of one draft of a batch. */
export type Outcome = { appended: Appended } | { refused: unknown };

export interface Committed {
  /** The topic's head before this batch, as the database has it. */
  headBefore: number;
  entries: Entry[];
  /** In the order of the drafts. */
  outcomes: Outcome[];
}

interface Known {
  seq: number;
  atMs: number;
  digest: Buffer | null;
}

const keyOf = (actor: string, cid: string) => `${actor} ${cid}`;

async function lockHead(tx: PoolClient, room: string, topic: string): Promise<number> {
  const { rows } = await tx.query<{ head: string }>(
    'SELECT head FROM topic WHERE room_id = $1 AND topic = $2 FOR UPDATE',
    [room, topic],
  );
  const row = rows[0];
  if (row === undefined) throw notFound('room');
  return Number(row.head);
}

async function findKnown(
  tx: PoolClient,
  room: string,
  drafts: readonly Draft[],
): Promise<Map<string, Known>> {
  const keyed = drafts.filter(({ actor, cid }) => actor !== null && cid !== null);
  if (keyed.length === 0) return new Map();
  const { rows } = await tx.query<{
    actor_id: string;
    cid: string;
    seq: string;
    at: Date;
    digest: Buffer | null;
  }>(
    `SELECT actor_id, cid, seq, at, digest FROM entry
      WHERE room_id = $1 AND (actor_id, cid) IN (SELECT * FROM unnest($2::text[], $3::uuid[]))`,
    [room, keyed.map(({ actor }) => actor?.id), keyed.map(({ cid }) => cid)],
  );
  return new Map(
    rows.map((row) => [
      keyOf(row.actor_id, row.cid),
      { seq: Number(row.seq), atMs: row.at.getTime(), digest: row.digest },
    ]),
  );
}

/** A removed body takes its digest with it: then the cid alone says that it is a retry. */
function repeated(known: Known, digest: Buffer): Outcome {
  if (known.digest !== null && !known.digest.equals(digest)) {
    return {
      refused: new Refusal('cid_conflict', 'This message id was already used for something else.'),
    };
  }
  return { appended: { seq: known.seq, atMs: known.atMs, dup: true } };
}

/** Runs a draft's projection so that its failure takes back nothing else. Returns why it failed. */
async function project(
  tx: PoolClient,
  { project: run }: Draft,
  seq: number,
): Promise<{ refused: unknown } | null> {
  if (run === undefined) return null;
  await tx.query('SAVEPOINT draft');
  try {
    await run(tx, seq);
    await tx.query('RELEASE SAVEPOINT draft');
    return null;
  } catch (error) {
    // On a broken connection this throws too, and the whole batch fails.
    await tx.query('ROLLBACK TO SAVEPOINT draft');
    return { refused: error };
  }
}

async function insert(
  tx: PoolClient,
  room: string,
  topic: string,
  entries: readonly Entry[],
  digests: readonly Buffer[],
  head: number,
) {
  await tx.query(
    `WITH added AS (
       INSERT INTO entry (room_id, topic, ${COLUMNS}) SELECT $1, $2, * FROM ${unnestFrom(4)})
     UPDATE topic SET head = $3 WHERE room_id = $1 AND topic = $2`,
    [room, topic, head, ...columnsOf(entries, digests)],
  );
}

/**
 * Appends a batch to one topic inside the open transaction `tx`. The counter row is locked first, so the order
 * of commits is the order of seqs and there are no holes. `atMs` is the wall clock of the batch.
 */
export async function appendBatch(
  tx: PoolClient,
  room: string,
  topic: string,
  drafts: readonly Draft[],
  atMs: number,
): Promise<Committed> {
  const headBefore = await lockHead(tx, room, topic);
  const known = await findKnown(tx, room, drafts);
  const entries: Entry[] = [];
  const digests: Buffer[] = [];
  const outcomes: Outcome[] = [];
  for (const draft of drafts) {
    const digest = digestOf(draft);
    const key = draft.actor && draft.cid ? keyOf(draft.actor.id, draft.cid) : null;
    const before = key === null ? undefined : known.get(key);
    if (before !== undefined) {
      outcomes.push(repeated(before, digest));
      continue;
    }
    const seq = headBefore + entries.length + 1;
    const refused = await project(tx, draft, seq);
    if (refused !== null) {
      outcomes.push(refused);
      continue;
    }
    entries.push(toEntry(draft, seq, atMs));
    digests.push(digest);
    if (key !== null) known.set(key, { seq, atMs, digest });
    outcomes.push({ appended: { seq, atMs, dup: false } });
  }
  if (entries.length > 0)
    await insert(tx, room, topic, entries, digests, headBefore + entries.length);
  return { headBefore, entries, outcomes };
}
