import { z } from 'zod';
import { cid, id, ms, seq, topic } from './ids.js';
import { stageState } from './stage.js';

export const questionState = z.enum(['open', 'answering', 'answered']);
export type QuestionState = z.infer<typeof questionState>;
export const talkState = z.enum(['planned', 'live', 'ended', 'cancelled']);
export type TalkState = z.infer<typeof talkState>;

/** Every type of entry a room's log can hold. What is not here does not exist. */
export const entryBodies = {
  /** `mediaMs`: the media moment its author was seeing, when a broadcast was on. */
  'chat.posted': z.strictObject({
    text: z.string(),
    replyTo: seq.nullable(),
    mediaMs: ms.nullable(),
  }),
  /** The body of the target is gone from every store. */
  'chat.removed': z.strictObject({ target: seq }),
  'question.asked': z.strictObject({ text: z.string(), mediaMs: ms.nullable() }),
  /** A question is named by the `seq` at which it was asked. */
  'question.changed': z.strictObject({
    question: seq,
    state: questionState,
    pinned: z.boolean(),
    mediaMs: ms.nullable(),
  }),
  'question.removed': z.strictObject({ target: seq }),
  'person.muted': z.strictObject({ person: id, untilMs: ms.nullable() }),
  'room.configured': z.strictObject({
    slowModeMs: ms,
    chatOpen: z.boolean(),
    questionsOpen: z.boolean(),
  }),
  'stage.changed': z.strictObject({
    state: stageState,
    broadcast: id.nullable(),
    sinceMs: ms,
    startedAtMs: ms.nullable(),
  }),
  'talk.changed': z.strictObject({ talk: id, title: z.string(), state: talkState }),
} as const;

export type EntryType = keyof typeof entryBodies;
export type EntryBody<T extends EntryType> = z.infer<(typeof entryBodies)[T]>;

/** Who wrote an entry. `host` marks organizers and moderators: it comes from verbs, never from text. */
export const actor = z.strictObject({ id, name: z.string(), host: z.boolean() });
export type Actor = z.infer<typeof actor>;

const envelope = {
  seq,
  atMs: ms,
  actor: actor.nullable(),
  cid: cid.nullable(),
};

const entryOf = <T extends EntryType>(type: T) =>
  z.strictObject({ ...envelope, type: z.literal(type), body: entryBodies[type] });

/** One item of a room's log. The room and topic are named by the frame or page that carries it. A removed body is null. */
export const entry = z.discriminatedUnion('type', [
  entryOf('chat.posted').extend({ body: entryBodies['chat.posted'].nullable() }),
  entryOf('chat.removed'),
  entryOf('question.asked').extend({ body: entryBodies['question.asked'].nullable() }),
  entryOf('question.changed'),
  entryOf('question.removed'),
  entryOf('person.muted'),
  entryOf('room.configured'),
  entryOf('stage.changed'),
  entryOf('talk.changed'),
]);
export type Entry = z.infer<typeof entry>;

/** A stretch of one topic's log, oldest first, without holes. */
export const entryPage = z.strictObject({
  room: id,
  topic,
  entries: z.array(entry),
  /** The newest `seq` of the topic. */
  head: seq,
});
export type EntryPage = z.infer<typeof entryPage>;
