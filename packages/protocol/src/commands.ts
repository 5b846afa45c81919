import { z } from 'zod';
import { entry, questionState } from './entries.js';
import { cid, epoch, id, ms, seq, topic } from './ids.js';
import { observedHost, desiredState } from './stage.js';
import { messageText, questionText } from './text.js';
import { verb, type Verb } from './verbs.js';

/** Answer to a command that wrote an entry: where it stands. `dup` when a retry found the first attempt's entry. */
export const appended = z.strictObject({ seq, atMs: ms, dup: z.boolean() });
export type Appended = z.infer<typeof appended>;

/** Latest state of a room: the newest wins, at most 4 a second. */
export const roomState = z.strictObject({
  viewers: z.int().min(0),
  /** Votes by the `seq` of the question. */
  tallies: z.record(z.string(), z.int().min(0)),
});
export type RoomState = z.infer<typeof roomState>;

/** What a client gets when it enters a room: all it missed, or (`reset`) the newest entries and a fresh start. */
export const joined = z.strictObject({
  epoch,
  /** The client's own rights here. */
  verbs: z.array(verb),
  person: id.nullable(),
  /** True: forget what you had; `entries` begins at `from`, older ones can be asked for. */
  reset: z.boolean(),
  topics: z.array(z.strictObject({ topic, from: seq, head: seq, entries: z.array(entry) })),
  state: roomState,
  /** Questions the person has voted for. */
  votes: z.array(seq),
});
export type Joined = z.infer<typeof joined>;

type Scope = 'room' | 'host';
interface CommandSpec {
  /** The verb that the sender needs. */
  verb: Verb;
  /** `room`: the body names a room, in which the verb must hold. `host`: a stage host's own line. */
  scope: Scope;
  /** True: writes to the log, needs a `cid`, and may be repeated. */
  durable: boolean;
  body: z.ZodType;
  reply: z.ZodType;
}

const inRoom = { room: id };
const write = { room: id, cid };

/**
 * The one table `message -> schema -> verb -> scope`. A handler that is not in it does not start,
 * and the authorisation tests are generated from it. The author is never a field of the input.
 */
export const commands = {
  'room.join': {
    verb: 'room.read',
    scope: 'room',
    durable: false,
    body: z.strictObject({
      ...inRoom,
      epoch: epoch.optional(),
      /** The last `seq` the client has, per topic it wants. Without `epoch` it gets the newest entries. */
      after: z.record(topic, seq).optional(),
    }),
    reply: joined,
  },
  'room.leave': {
    verb: 'room.read',
    scope: 'room',
    durable: false,
    body: z.strictObject(inRoom),
    reply: z.strictObject({}),
  },
  'room.range': {
    verb: 'room.read',
    scope: 'room',
    durable: false,
    /** Entries with `after < seq`, oldest first. */
    body: z.strictObject({ ...inRoom, topic, after: seq, limit: z.int().min(1).max(500) }),
    reply: z.strictObject({ entries: z.array(entry), head: seq }),
  },
  'room.configure': {
    verb: 'room.configure',
    scope: 'room',
    durable: true,
    body: z.strictObject({
      ...write,
      slowModeMs: ms.max(3_600_000),
      chatOpen: z.boolean(),
      questionsOpen: z.boolean(),
    }),
    reply: appended,
  },
  'chat.post': {
    verb: 'chat.post',
    scope: 'room',
    durable: true,
    body: z.strictObject({
      ...write,
      text: messageText,
      replyTo: seq.nullable().default(null),
      mediaMs: ms.nullable().default(null),
    }),
    reply: appended,
  },
  'chat.remove': {
    // One may take back one's own message; another's needs `chat.moderate`. The verb here is the lower of the two.
    verb: 'chat.post',
    scope: 'room',
    durable: true,
    body: z.strictObject({ ...write, target: seq }),
    reply: appended,
  },
  'question.ask': {
    verb: 'question.ask',
    scope: 'room',
    durable: true,
    body: z.strictObject({ ...write, text: questionText, mediaMs: ms.nullable().default(null) }),
    reply: appended,
  },
  'question.vote': {
    verb: 'question.vote',
    scope: 'room',
    durable: false,
    body: z.strictObject({ ...inRoom, question: seq, up: z.boolean() }),
    reply: z.strictObject({ question: seq, up: z.boolean(), votes: z.int().min(0) }),
  },
  'question.change': {
    verb: 'question.moderate',
    scope: 'room',
    durable: true,
    body: z.strictObject({
      ...write,
      question: seq,
      state: questionState,
      pinned: z.boolean(),
      mediaMs: ms.nullable().default(null),
    }),
    reply: appended,
  },
  'question.remove': {
    // As with chat: one's own, or with `question.moderate` anyone's.
    verb: 'question.ask',
    scope: 'room',
    durable: true,
    body: z.strictObject({ ...write, target: seq }),
    reply: appended,
  },
  'person.mute': {
    verb: 'person.mute',
    scope: 'room',
    durable: true,
    /** `forMs` 0 lifts the mute. */
    body: z.strictObject({ ...write, person: id, forMs: ms.max(7 * 86_400_000) }),
    reply: appended,
  },
  'stage.watch': {
    // Health of a room's stage, once a second, as `health` frames on this socket.
    verb: 'stage.health',
    scope: 'room',
    durable: false,
    body: z.strictObject(inRoom),
    reply: z.strictObject({}),
  },
  'host.attach': {
    verb: 'stage.host',
    scope: 'host',
    durable: false,
    body: z.strictObject({ host: z.string().regex(/^[a-z0-9-]{1,63}$/) }),
    reply: desiredState,
  },
  'host.observe': {
    verb: 'stage.host',
    scope: 'host',
    durable: false,
    body: observedHost,
    reply: z.strictObject({}),
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;
export type CommandBody<C extends CommandName> = z.output<(typeof commands)[C]['body']>;
/** What a sender writes: defaults may be left out. */
export type CommandInput<C extends CommandName> = z.input<(typeof commands)[C]['body']>;
export type CommandReply<C extends CommandName> = z.infer<(typeof commands)[C]['reply']>;
