import type { Actor } from '@lectern/protocol/entries';
import type { TicketClaims } from '@lectern/protocol/ticket';
import type { Verb } from '@lectern/protocol/verbs';
import { unauthenticated } from '../errors.js';
import { Bucket } from './bucket.js';
import { holdsVerb, verbsOf, type Grant } from './rights.js';

/** Where a right is asked for. */
export interface Place {
  /** The room; null for a whole event. */
  room: string | null;
  /** The event; null for the whole installation. */
  event: string | null;
}

interface Limits {
  /** Chat messages and questions: 10 at once, then one a second. */
  readonly posts: Bucket;
  /** Everything: 30 in 10 s. */
  readonly commands: Bucket;
}

/**
 * Asker is whoever sends a command: a person's session, a machine with a ticket, or a reader without a name.
 * All sockets and requests of a session share one Asker, so what changes in it changes at once for all of them.
 */
export abstract class Asker {
  #limits: Limits | null = null;
  abstract readonly personId: string | null;

  /** Whether this asker may `verb` in that place. */
  abstract holds(verb: Verb, place: Place): boolean;
  abstract verbsIn(place: Place): Verb[];

  get limits(): Limits {
    return (this.#limits ??= { posts: new Bucket(10, 1_000), commands: new Bucket(30, 333) });
  }

  /** Whether the connection may send frames as long as a host's. */
  get isTrusted(): boolean {
    return false;
  }
}

/** A browser that has no session: it may read. */
export class Reader extends Asker {
  readonly personId = null;

  holds(verb: Verb): boolean {
    return verb === 'room.read';
  }

  verbsIn(): Verb[] {
    return ['room.read'];
  }
}

/** A signed-in browser. */
export class PersonAsker extends Asker {
  /** How many sockets use this asker: while there are any, it stays in memory. */
  sockets = 0;
  usedAtMs = Date.now();
  ended = false;

  constructor(
    /** Hash of the session's token. */
    public session: string,
    readonly personId: string,
    public name: string | null,
    public grants: readonly Grant[],
  ) {
    super();
  }

  holds(verb: Verb, { event }: Place): boolean {
    return !this.ended && holdsVerb(this.grants, verb, event);
  }

  verbsIn({ event }: Place): Verb[] {
    return verbsOf(this.grants, event);
  }

  override get isTrusted(): boolean {
    return this.grants.length > 0;
  }
}

/** A machine: its ticket says who it is and what it may do. */
export class MachineAsker extends Asker {
  readonly personId = null;

  constructor(readonly claims: TicketClaims) {
    super();
  }

  holds(verb: Verb, { room }: Place): boolean {
    return this.claims.room === room && this.claims.verbs.includes(verb);
  }

  verbsIn({ room }: Place): Verb[] {
    return this.claims.room === room ? [...this.claims.verbs] : [];
  }

  override get isTrusted(): boolean {
    return true;
  }
}

/** The person behind a command that needs one. */
export function personOf(asker: Asker): PersonAsker {
  if (asker instanceof PersonAsker && !asker.ended) return asker;
  throw unauthenticated();
}

/** How the author of an entry is shown in a room. The mark of a host comes from verbs, never from text. */
export function actorOf(person: PersonAsker, place: Place): Actor {
  return {
    id: person.personId,
    name: person.name ?? 'Guest',
    host: person.holds('chat.moderate', place),
  };
}
