import type { Joined } from '@lectern/protocol/commands';
import type { WireError } from '@lectern/protocol/errors';
import type { Verb } from '@lectern/protocol/verbs';
import type { ConnectionStatus } from './connection.js';
import type { Message, Question, RoomTalk, Settings, Stage } from './fold.js';
import type { History } from './history.js';
import type { Delivery } from './outbox.js';
import type { Phase } from './reader.js';

export interface QuestionView extends Question {
  votes: number;
  voted: boolean;
  mine: boolean;
}

/** All that a page shows of a room. It never changes; a new one comes instead, and its parts stay the same where nothing changed. */
export interface RoomSnapshot {
  room: string;
  connection: ConnectionStatus;
  phase: Phase;
  /** Why the room refused us, in words for the person. */
  refusal: WireError | null;
  /** Who we are; null for a guest without a name. */
  person: string | null;
  verbs: ReadonlySet<Verb>;
  messages: readonly Message[];
  questions: readonly QuestionView[];
  /** What this person wrote and the log does not show yet. */
  deliveries: readonly Delivery[];
  mutes: ReadonlyMap<string, number>;
  settings: Settings;
  stage: Stage | null;
  /** The talk that is on, as the log says. */
  talk: RoomTalk | null;
  talks: ReadonlyMap<string, RoomTalk>;
  viewers: number | null;
  hasOlder: boolean;
  loadingOlder: boolean;
}

export interface Parts {
  room: string;
  connection: ConnectionStatus;
  phase: Phase;
  refusal: WireError | null;
  joined: Pick<Joined, 'person' | 'verbs'> | null;
  history: History;
  loadingOlder: boolean;
  viewers: number | null;
  tallies: Readonly<Record<string, number>>;
  votes: ReadonlySet<number>;
  deliveries: readonly Delivery[];
  cids: ReadonlySet<string>;
}

/** snapshotOf draws the parts together; `before` lends what is equal, so that a page can compare by identity. */
export function snapshotOf(before: RoomSnapshot | null, parts: Parts): RoomSnapshot {
  const { history, joined, deliveries, cids } = parts;
  const { fold } = history;
  const person = joined?.person ?? null;
  const questions = fold.questions.map((it): QuestionView => ({
    ...it,
    votes: parts.tallies[it.seq] ?? 0,
    voted: parts.votes.has(it.seq),
    mine: person !== null && it.author?.id === person,
  }));
  return {
    room: parts.room,
    connection: parts.connection,
    phase: parts.phase,
    refusal: parts.refusal,
    person,
    verbs: verbsOf(before, joined?.verbs ?? []),
    messages: fold.messages,
    questions: lend(before?.questions ?? [], questions, sameShallow),
    deliveries: lend(
      before?.deliveries ?? [],
      deliveries.filter((it) => !shown(it, cids)),
      Object.is,
    ),
    mutes: fold.mutes,
    settings: fold.settings,
    stage: fold.stage,
    talk: [...fold.talks.values()].findLast((it) => it.state === 'live') ?? null,
    talks: fold.talks,
    viewers: parts.viewers,
    hasOlder: history.from > 1,
    loadingOlder: parts.loadingOlder,
  };
}

function shown(delivery: Delivery, cids: ReadonlySet<string>): boolean {
  return delivery.state === 'sent' && cids.has(delivery.what.cid);
}

function verbsOf(before: RoomSnapshot | null, verbs: readonly Verb[]): ReadonlySet<Verb> {
  const old = before?.verbs;
  return old && old.size === verbs.length && verbs.every((verb) => old.has(verb))
    ? old
    : new Set(verbs);
}

function lend<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): readonly T[] {
  const lent = after.map((item, index) => {
    const old = before[index];
    return old !== undefined && same(old, item) ? old : item;
  });
  return lent.length === before.length && lent.every((item, index) => item === before[index])
    ? before
    : lent;
}

function sameShallow(a: QuestionView, b: QuestionView): boolean {
  return (
    a.seq === b.seq &&
    a.votes === b.votes &&
    a.voted === b.voted &&
    a.mine === b.mine &&
    a.state === b.state &&
    a.pinned === b.pinned &&
    a.answerMediaMs === b.answerMediaMs &&
    a.author === b.author
  );
}
