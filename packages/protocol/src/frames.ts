import { z } from 'zod';
import { roomState } from './commands.js';
import { entryPage } from './entries.js';
import { wireError } from './errors.js';
import { epoch, id, ms, seq, topic } from './ids.js';
import { desiredState, observedStage } from './stage.js';

/** The protocol's version: the WebSocket subprotocol is `lectern.1`. A ticket travels as a second one, `ticket.<token>`. */
export const SUBPROTOCOL = 'lectern.1';
export const TICKET_SUBPROTOCOL = 'ticket.';

/** Client to server: one command, answered by exactly one `reply` with the same `re`. */
export const request = z.strictObject({
  re: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  type: z.string().max(40),
  body: z.unknown(),
});
export type Request = z.infer<typeof request>;

/** Server to client. */
export const frames = {
  hello: z.strictObject({
    type: z.literal('hello'),
    version: z.string(),
    person: id.nullable(),
    atMs: ms,
  }),
  reply: z.strictObject({
    type: z.literal('reply'),
    re: z.int().min(0),
    body: z.unknown().optional(),
    error: wireError.optional(),
  }),
  /** New entries of a room, in order; under load those of up to 50 ms share one frame. */
  entries: entryPage.extend({ type: z.literal('entries'), epoch }),
  state: z.strictObject({ type: z.literal('state'), room: id, ...roomState.shape }),
  /** Every 10 s: finds a missed last entry. */
  head: z.strictObject({ type: z.literal('head'), room: id, epoch, heads: z.record(topic, seq) }),
  health: z.strictObject({
    type: z.literal('health'),
    room: id,
    stage: observedStage,
    hostSeenMs: ms,
  }),
  desired: z.strictObject({ type: z.literal('desired'), desired: desiredState }),
  /** The server is about to stop: come back after so many ms. */
  reconnect: z.strictObject({ type: z.literal('reconnect'), afterMs: ms }),
} as const;

export const frame = z.discriminatedUnion('type', [
  frames.hello,
  frames.reply,
  frames.entries,
  frames.state,
  frames.head,
  frames.health,
  frames.desired,
  frames.reconnect,
]);
export type Frame = z.infer<typeof frame>;

/** Close codes beyond RFC 6455's. */
export const closeCodes = { lagging: 4008, sessionEnded: 4001 } as const;

/** Largest frame a client may send, in bytes. */
export const MAX_FRAME_BYTES = 16_384;
export const MAX_HOST_FRAME_BYTES = 65_536;
