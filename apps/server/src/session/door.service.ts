import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { readSecretFile } from '@lectern/host/secret';
import { verifyTicket } from '@lectern/ticket/ticket';
import { CONFIG, type Config } from '../config.js';
import { Refusal } from '../errors.js';
import { type Asker, MachineAsker, Reader } from './asker.js';
import { bearerTicket, cookieName, cookieToken, readOffer } from './credentials.js';
import type { Provenance } from './origin.rules.js';
import { Sessions } from './sessions.service.js';

/** Door finds out who is asking: the same for a socket and for an HTTP request. */
@Injectable()
export class Door {
  readonly cookie: string;
  readonly #secret: Buffer | null;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly sessions: Sessions,
  ) {
    this.cookie = cookieName(config);
    const file = config.hostSecretFile;
    this.#secret = file === undefined ? null : readSecretFile(file);
  }

  /** Where a request says that it comes from. Any cookie of ours counts, also one that is no longer valid. */
  provenance(headers: IncomingHttpHeaders, ticket: string | null): Provenance {
    const fetchSite = headers['sec-fetch-site'];
    return {
      origin: headers.origin,
      fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite,
      hasCookie: headers.cookie !== undefined,
      hasTicket: ticket !== null,
    };
  }

  /** The asker of an HTTP request. */
  async askerOf(headers: IncomingHttpHeaders): Promise<Asker> {
    return this.#identify(headers, bearerTicket(headers));
  }

  /** The asker of a WebSocket upgrade. */
  async askerOfUpgrade(headers: IncomingHttpHeaders): Promise<Asker> {
    return this.#identify(headers, readOffer(headers).ticket);
  }

  async #identify(headers: IncomingHttpHeaders, ticket: string | null): Promise<Asker> {
    if (ticket !== null) return this.#machine(ticket);
    const token = cookieToken(headers, this.cookie);
    return (token === null ? null : await this.sessions.find(token)) ?? new Reader();
  }

  #machine(ticket: string): MachineAsker {
    const result = this.#secret === null ? null : verifyTicket(this.#secret, ticket, Date.now());
    if (result === null || !result.ok)
      throw new Refusal('unauthenticated', 'The ticket is not valid, or no longer.');
    return new MachineAsker(result.claims);
  }
}
