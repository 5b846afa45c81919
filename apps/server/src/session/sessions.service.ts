import { randomBytes } from 'node:crypto';
import { Injectable, type OnApplicationShutdown, Logger } from '@nestjs/common';
import { Emitter } from '@lectern/host/emitter';
import { role as roleSchema } from '@lectern/protocol/verbs';
import { Prisma } from '../database/prisma.js';
import { Refusal } from '../errors.js';
import { hashSecret, newId } from '../ids.js';
import { Memo } from '../log/memo.js';
import { PersonAsker } from './asker.js';
import type { Grant } from './rights.js';

/** Longest life of a session, in ms. */
export const SESSION_MS = 30 * 86_400_000;
/** How long a session without sockets stays in memory, and how often open ones are checked, in ms. */
const IDLE_MS = 5 * 60_000;
const RECHECK_MS = 60_000;

interface SessionEvents extends Record<string, unknown[]> {
  /** A session is over: its sockets are to be closed. */
  ended: [asker: PersonAsker];
}

const newToken = () => randomBytes(32).toString('base64url');
const personSelect = {
  id: true,
  name: true,
  grants: { select: { role: true, eventId: true } },
} as const;

function toGrants(rows: readonly { role: string; eventId: string | null }[]): Grant[] {
  return rows.map(({ role, eventId }) => ({ role: roleSchema.parse(role), event: eventId }));
}

/** Sessions knows who a browser is. Tokens are stored only as hashes. */
@Injectable()
export class Sessions extends Emitter<SessionEvents> implements OnApplicationShutdown {
  readonly #askers = new Map<string, PersonAsker>();
  readonly #loading = new Memo((hash) => this.#load(hash));
  readonly #log = new Logger('sessions');
  readonly #timer = setInterval(() => {
    this.recheck().catch((error: unknown) =>
      this.#log.warn(`sessions could not be checked: ${String(error)}`),
    );
  }, RECHECK_MS).unref();

  constructor(private readonly prisma: Prisma) {
    super();
  }

  /** The asker behind a cookie's token; null when the session is unknown or over. */
  async find(token: string): Promise<PersonAsker | null> {
    const hash = hashSecret(token);
    const asker = this.#askers.get(hash) ?? (await this.#loading.get(hash));
    // The load is only shared while it runs; what it found lives in the map.
    this.#loading.forget(hash);
    if (asker !== null) asker.usedAtMs = Date.now();
    return asker;
  }

  /** A new anonymous person with a session. */
  async create(): Promise<{ asker: PersonAsker; token: string }> {
    const token = newToken();
    const session = { hash: hashSecret(token), expiresAt: new Date(Date.now() + SESSION_MS) };
    const person = await this.prisma.person.create({
      data: { id: newId(), sessions: { create: session } },
      select: personSelect,
    });
    return { asker: this.#keep(new PersonAsker(session.hash, person.id, person.name, [])), token };
  }

  async rename(asker: PersonAsker, name: string): Promise<void> {
    await this.prisma.person.update({ where: { id: asker.personId }, data: { name } });
    for (const other of this.#askers.values())
      if (other.personId === asker.personId) other.name = name;
  }

  /**
   * Takes a one-time link: the person gets its role. Returns the session's new token, since a session that
   * has gained rights must not be known under its old one.
   */
  async claim(asker: PersonAsker, secret: string): Promise<string> {
    const now = new Date();
    const hash = hashSecret(secret);
    const token = newToken();
    const session = hashSecret(token);
    const grants = await this.prisma.$transaction(async (tx) => {
      const { count } = await tx.claimLink.updateMany({
        where: { hash, usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      });
      if (count === 0)
        throw new Refusal(
          'gone',
          'This link was used before or is older than an hour. Make a new one on the server.',
        );
      const { role } = await tx.claimLink.findUniqueOrThrow({ where: { hash } });
      await tx.grant.create({ data: { id: newId(), personId: asker.personId, role } });
      await tx.session.update({ where: { hash: asker.session }, data: { hash: session } });
      return tx.grant.findMany({ where: { personId: asker.personId } });
    });
    this.#askers.delete(asker.session);
    asker.session = session;
    this.#keep(asker);
    for (const other of this.#askers.values())
      if (other.personId === asker.personId) other.grants = toGrants(grants);
    return token;
  }

  async end(asker: PersonAsker): Promise<void> {
    await this.prisma.session.deleteMany({ where: { hash: asker.session } });
    this.#drop(asker);
  }

  /** Ends sessions that are over in the database, and forgets those that nobody uses. */
  async recheck(): Promise<void> {
    const hashes = [...this.#askers.keys()];
    const valid = await this.prisma.session.findMany({
      where: { hash: { in: hashes }, expiresAt: { gt: new Date() } },
      select: { hash: true, person: { select: personSelect } },
    });
    const people = new Map(valid.map(({ hash, person }) => [hash, person]));
    for (const hash of hashes) {
      const asker = this.#askers.get(hash);
      const person = people.get(hash);
      if (asker === undefined) continue;
      if (person === undefined) this.#drop(asker);
      else asker.grants = toGrants(person.grants);
      if (asker.sockets === 0 && Date.now() - asker.usedAtMs > IDLE_MS) this.#askers.delete(hash);
    }
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  async #load(hash: string): Promise<PersonAsker | null> {
    const row = await this.prisma.session.findUnique({
      where: { hash, expiresAt: { gt: new Date() } },
      select: { person: { select: personSelect } },
    });
    if (row === null) return null;
    return this.#keep(
      new PersonAsker(hash, row.person.id, row.person.name, toGrants(row.person.grants)),
    );
  }

  #keep(asker: PersonAsker): PersonAsker {
    this.#askers.set(asker.session, asker);
    return asker;
  }

  #drop(asker: PersonAsker): void {
    asker.ended = true;
    this.#askers.delete(asker.session);
    this.emit('ended', asker);
  }
}
