import type { Actor, Entry, EntryBody, QuestionState, TalkState } from '@lectern/protocol/entries';

/** A chat message. `text` is null once it is removed; the rest stays, so that the place in the talk does not jump. */
export interface Message {
  seq: number;
  atMs: number;
  author: Actor | null;
  cid: string | null;
  text: string | null;
  replyTo: number | null;
  mediaMs: number | null;
}

/** A question, named by the `seq` at which it was asked. */
export interface Question {
  seq: number;
  atMs: number;
  author: Actor | null;
  cid: string | null;
  text: string;
  /** The media moment the asker was seeing. */
  mediaMs: number | null;
  state: QuestionState;
  pinned: boolean;
  /** The media moment at which its state last changed, and when that was. */
  answerMediaMs: number | null;
  changedAtMs: number | null;
}

export type Settings = EntryBody<'room.configured'>;
export type Stage = EntryBody<'stage.changed'>;
export interface RoomTalk {
  talk: string;
  title: string;
  state: TalkState;
}

/** What a room's log says, as far as it was read. */
export interface Fold {
  /** By `seq`, oldest first. */
  messages: readonly Message[];
  questions: readonly Question[];
  /** Until when each muted person is, in ms since 1970. */
  mutes: ReadonlyMap<string, number>;
  settings: Settings;
  /** Null while the log has not told. */
  stage: Stage | null;
  talks: ReadonlyMap<string, RoomTalk>;
}

export const emptyFold: Fold = {
  messages: [],
  questions: [],
  mutes: new Map(),
  settings: { slowModeMs: 0, chatOpen: true, questionsOpen: true },
  stage: null,
  talks: new Map(),
};

/** apply is the one fold of a room's log: pure, and tolerant of targets it has not read. */
export function apply(fold: Fold, entry: Entry): Fold {
  switch (entry.type) {
    case 'chat.posted':
      return { ...fold, messages: [...fold.messages, message(entry, entry.body)] };
    case 'chat.removed':
      return {
        ...fold,
        messages: change(fold.messages, entry.body.target, (it) => ({ ...it, text: null })),
      };
    case 'question.asked':
      // A question that is gone leaves no stone: nobody answers it.
      return entry.body
        ? { ...fold, questions: [...fold.questions, question(entry, entry.body)] }
        : fold;
    case 'question.changed':
      return { ...fold, questions: changeQuestion(fold.questions, entry) };
    case 'question.removed':
      return { ...fold, questions: fold.questions.filter((it) => it.seq !== entry.body.target) };
    case 'person.muted':
      return { ...fold, mutes: withMute(fold.mutes, entry.body) };
    case 'room.configured':
      return { ...fold, settings: entry.body };
    case 'stage.changed':
      return { ...fold, stage: entry.body };
    case 'talk.changed':
      return { ...fold, talks: new Map(fold.talks).set(entry.body.talk, entry.body) };
  }
}

/** applyAll folds a page of entries, oldest first. */
export function applyAll(fold: Fold, entries: readonly Entry[]): Fold {
  // A page of nothing but chat is by far the commonest and the largest: it is added in one step.
  const chat: Message[] = [];
  let next = fold;
  const settle = () => {
    if (chat.length > 0) next = { ...next, messages: [...next.messages, ...chat.splice(0)] };
  };
  for (const entry of entries) {
    if (entry.type === 'chat.posted') {
      chat.push(message(entry, entry.body));
      continue;
    }
    settle();
    next = apply(next, entry);
  }
  settle();
  return next;
}

type Envelope = Pick<Entry, 'seq' | 'atMs' | 'actor' | 'cid'>;

const signed = ({ seq, atMs, actor, cid }: Envelope) => ({ seq, atMs, author: actor, cid });

function message(entry: Envelope, body: EntryBody<'chat.posted'> | null): Message {
  return {
    ...signed(entry),
    text: body?.text ?? null,
    replyTo: body?.replyTo ?? null,
    mediaMs: body?.mediaMs ?? null,
  };
}

function question(entry: Envelope, body: EntryBody<'question.asked'>): Question {
  const fresh = { state: 'open', pinned: false, answerMediaMs: null, changedAtMs: null } as const;
  return { ...signed(entry), text: body.text, mediaMs: body.mediaMs, ...fresh };
}

function changeQuestion(
  questions: readonly Question[],
  entry: Extract<Entry, { type: 'question.changed' }>,
) {
  const { question: target, state, pinned, mediaMs } = entry.body;
  return change(questions, target, (it) => ({
    ...it,
    state,
    pinned,
    answerMediaMs: mediaMs ?? (state === 'open' ? null : it.answerMediaMs),
    changedAtMs: entry.atMs,
  }));
}

function change<T extends { seq: number }>(
  items: readonly T[],
  seq: number,
  to: (item: T) => T,
): readonly T[] {
  const index = items.findLastIndex((item) => item.seq === seq);
  const item = items[index];
  return item === undefined ? items : items.with(index, to(item));
}

function withMute(
  mutes: ReadonlyMap<string, number>,
  body: EntryBody<'person.muted'>,
): ReadonlyMap<string, number> {
  const next = new Map(mutes);
  if (body.untilMs === null) next.delete(body.person);
  else next.set(body.person, body.untilMs);
  return next;
}
