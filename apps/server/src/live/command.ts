import { SubscribeMessage } from '@nestjs/websockets';
import {
  commands,
  type CommandBody,
  type CommandName,
  type CommandReply,
} from '@lectern/protocol/commands';
import type { Verb } from '@lectern/protocol/verbs';
import type { z } from 'zod';
import { forbidden, invalid, notFound, unauthenticated } from '../errors.js';
import type { RoomScope } from '../log/room-log.js';
import { type Asker, Reader } from '../session/asker.js';
import type { Connection } from './connection.js';

interface Spec<C extends CommandName> {
  verb: Verb;
  scope: 'room' | 'host';
  body: z.ZodType<CommandBody<C>>;
}
const specs: { [C in CommandName]: Spec<C> } = commands;

/** A command as it comes through a door: nothing of it is checked but its name. */
export interface RawCall {
  asker: Asker;
  /** The socket it came on; null over HTTP. */
  connection: Connection | null;
  body: unknown;
  /** The room with this id, or `not_found`. */
  findRoom: (id: string) => Promise<RoomScope>;
}

/** A command that is parsed and allowed. */
export interface Call<C extends CommandName> {
  asker: Asker;
  connection: Connection | null;
  body: CommandBody<C>;
}

/** A room-scoped command that is allowed, with the place where its verbs hold. */
export interface RoomCall<C extends CommandName> extends Call<C> {
  place: { room: string; event: string };
}

/** What a guarded handler came to: it never throws. */
export type Handled = { body: unknown } | { error: unknown };

type Admitted<C extends CommandName> = (typeof commands)[C]['scope'] extends 'room'
  ? RoomCall<C>
  : Call<C>;
type Handler<C extends CommandName> = (call: Admitted<C>) => Promise<CommandReply<C>>;

function parse<C extends CommandName>(name: C, body: unknown): CommandBody<C> {
  const result = specs[name].body.safeParse(body);
  if (result.success) return result.data;
  throw invalid(result.error.issues);
}

const roomOf = (body: object): string | null =>
  'room' in body && typeof body.room === 'string' ? body.room : null;

async function placeOf(body: object, raw: RawCall): Promise<{ room: string; event: string }> {
  const id = roomOf(body);
  if (id === null) throw notFound('room');
  const scope = await raw.findRoom(id);
  return { room: scope.id, event: scope.eventId };
}

function refuse(asker: Asker): never {
  throw asker instanceof Reader ? unauthenticated() : forbidden();
}

/** Parses a command and checks that its sender may send it, in that order. The default is no. */
async function admit<C extends CommandName>(name: C, raw: RawCall) {
  const { verb, scope } = specs[name];
  const { asker, connection } = raw;
  const body = parse(name, raw.body);
  if (scope === 'host') {
    // A host's own line is not in a room: only a ticket without one holds there.
    if (!asker.holds(verb, { room: null, event: null })) refuse(asker);
    return { asker, connection, body };
  }
  const place = await placeOf(body, raw);
  if (!asker.holds('room.read', place) && !asker.holds(verb, place)) throw notFound('room');
  if (!asker.holds(verb, place)) refuse(asker);
  return { asker, connection, body, place };
}

/**
 * Marks a gateway's method as the handler of one command of the protocol's table. The method is called with a
 * command that is parsed and allowed, whatever door it came through; there is no other way to it.
 *
 * @example
 * ```ts
 * @Command('chat.post')
 * post(call: RoomCall<'chat.post'>) { return this.chat.post(call); }
 * ```
 */
export function Command<C extends CommandName>(name: C) {
  return (target: object, key: string, descriptor: TypedPropertyDescriptor<Handler<C>>): void => {
    const handler = descriptor.value;
    if (handler === undefined || !Object.hasOwn(commands, name))
      throw new Error(`"${name}" is not in the table of commands.`);
    // Nest calls a gateway's method with the client first; ours is in the call.
    async function guarded(this: object, _client: unknown, raw: RawCall): Promise<Handled> {
      try {
        return { body: await Reflect.apply(handler ?? refuse, this, [await admit(name, raw)]) };
      } catch (error) {
        // Nest's own filter would tell it to a client that is not there.
        return { error };
      }
    }
    Reflect.set(descriptor, 'value', guarded);
    SubscribeMessage(name)(target, key, descriptor);
  };
}
