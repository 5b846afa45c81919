import { connect, type Connection } from '@lectern/client/connection';
import { Emitter } from '@lectern/host/emitter';
import type { DesiredState, ObservedHost } from '@lectern/protocol/stage';
import { signTicket } from '@lectern/ticket/ticket';

const TICKET_MS = 60_000;
/** Changes that come together are reported together, ms. */
const GATHER_MS = 100;
const ON_AIR_MS = 1_000;
/** While nothing is on air, so that the server sees that the host is there, ms. */
const IDLE_MS = 10_000;

interface LinkEvents extends Record<string, unknown[]> {
  desired: [desired: DesiredState];
  log: [line: string];
}

export interface LinkOptions {
  url: string;
  host: string;
  secret: Buffer;
  observe: () => ObservedHost;
  isOnAir: () => boolean;
}

/** The line to the server: desired state down, observed state up. Losing it changes nothing on air. */
export class ServerLink extends Emitter<LinkEvents> {
  readonly #connection: Connection;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #dueMs = Infinity;
  #isAttached = false;
  #isSending = false;
  #complaint = '';

  constructor(readonly options: LinkOptions) {
    super();
    this.#connection = connect({ url: options.url, ticket: () => this.#ticket() });
    this.#connection.on('desired', ({ desired }) => this.emit('desired', desired));
    this.#connection.on('unreadable', (error) => this.#complain(error.message));
    this.#connection.on('status', (status) => {
      if (status.name === 'open') void this.#attach();
      else this.#isAttached = false;
    });
  }

  /** Something that is reported has changed. */
  changed(): void {
    this.#schedule(GATHER_MS);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#isAttached = false;
    this.#connection.close();
  }

  async #attach(): Promise<void> {
    try {
      const desired = await this.#connection.send('host.attach', { host: this.options.host });
      this.#isAttached = true;
      this.#complaint = '';
      this.emit('log', `Attached to the server at ${this.options.url}.`);
      this.emit('desired', desired);
      this.#schedule(0);
    } catch (error) {
      this.#complain(`The server did not take this host: ${String(error)}`);
      // A refusal is not for ever: the server may be told about this host later.
      setTimeout(
        () => this.#connection.status.name === 'open' && void this.#attach(),
        10_000,
      ).unref();
    }
  }

  #schedule(inMs: number): void {
    const dueMs = performance.now() + inMs;
    if (!this.#isAttached || dueMs >= this.#dueMs) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => void this.#report(), inMs);
  }

  async #report(): Promise<void> {
    this.#dueMs = Infinity;
    if (!this.#isAttached || this.#isSending) return this.#schedule(GATHER_MS);
    this.#isSending = true;
    try {
      await this.#connection.send('host.observe', this.options.observe());
    } catch (error) {
      this.#complain(`A report did not reach the server: ${String(error)}`);
    } finally {
      this.#isSending = false;
      this.#schedule(this.options.isOnAir() ? ON_AIR_MS : IDLE_MS);
    }
  }

  /** Once per kind of trouble: an outage of an hour is one line. */
  #complain(line: string): void {
    if (line === this.#complaint) return;
    this.#complaint = line;
    this.emit('log', line);
  }

  #ticket(): string {
    const issuedMs = Date.now();
    return signTicket(this.options.secret, {
      sub: `stage-host:${this.options.host}`,
      room: null,
      verbs: ['stage.host'],
      issuedMs,
      expiresMs: issuedMs + TICKET_MS,
    });
  }
}
