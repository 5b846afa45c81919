import type { CommandInput, CommandName, CommandReply } from '@lectern/protocol/commands';
import { frame, SUBPROTOCOL, TICKET_SUBPROTOCOL, type Frame } from '@lectern/protocol/frames';
import { politeDelayMs, retryDelayMs } from './backoff.js';
import { Calls } from './calls.js';
import { Emitter } from './emitter.js';
import { unavailable } from './failure.js';
import { openWebSocket, type OpenSocket, type Socket } from './socket.js';

export type ConnectionStatus =
  | { name: 'connecting' }
  /** `skewMs`: this machine's clock less the server's. */
  | { name: 'open'; person: string | null; road: 'socket' | 'fallback'; skewMs: number }
  /** `failures`: how often in a row it could not be opened. */
  | { name: 'waiting'; retryAtMs: number; failures: number }
  | { name: 'closed' };

type Pushed = Exclude<Frame, { type: 'reply' | 'hello' | 'reconnect' }>;

/** Events of a connection: each pushed frame under its type, every change of `status`, and frames it could not read. */
export type ConnectionEvents = { [F in Pushed as F['type']]: F } & {
  status: ConnectionStatus;
  unreadable: Error;
};

export interface ConnectOptions {
  /** `ws://` or `wss://` address of the server's socket. */
  url: string;
  /** A machine's ticket. People are known by their cookie. A function is asked anew at each attempt. */
  ticket?: string | (() => string);
  socket?: OpenSocket;
  /** Used when `socket` could not be opened `fallbackAfter` (3) times in a row, tried in turn with it. */
  fallback?: OpenSocket;
  fallbackAfter?: number;
  /** How long a command may take, in ms. */
  commandTimeoutMs?: number;
  /** How long opening may take, in ms. */
  openTimeoutMs?: number;
  random?: () => number;
}

export interface Connection {
  readonly status: ConnectionStatus;
  on<K extends keyof ConnectionEvents>(
    name: K,
    listener: (value: ConnectionEvents[K]) => void,
  ): () => void;
  /** Rejects with `CommandFailed`; with code `unavailable` when the outcome is unknown. */
  send<C extends CommandName>(command: C, body: CommandInput<C>): Promise<CommandReply<C>>;
  /** Tries again at once: when the network came back, or when who we are has changed. */
  retryNow(): void;
  close(): void;
}

/** A server with people in rooms sends a beacon every 10 s; this much silence after one means a dead line. */
const SILENCE_MS = 25_000;

/** connect keeps a line to the server for ever: it comes back by itself until it is closed. */
export function connect(options: ConnectOptions): Connection {
  return new Line(options);
}

class Line implements Connection {
  #status: ConnectionStatus = { name: 'connecting' };
  #socket: Socket | null = null;
  #generation = 0;
  #failures = 0;
  #attempts = 0;
  #afterMs: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  readonly #events = new Emitter<ConnectionEvents>();
  readonly #calls = new Calls();
  readonly #options: ConnectOptions;

  constructor(options: ConnectOptions) {
    this.#options = options;
    this.#open();
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  on<K extends keyof ConnectionEvents>(
    name: K,
    listener: (value: ConnectionEvents[K]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  send<C extends CommandName>(command: C, body: CommandInput<C>): Promise<CommandReply<C>> {
    const socket = this.#socket;
    if (this.#status.name !== 'open' || !socket) {
      return Promise.reject(unavailable('There is no connection to the server at the moment.'));
    }
    const generation = this.#generation;
    return this.#calls.make(
      command,
      body,
      this.#options.commandTimeoutMs ?? 10_000,
      (text) => socket.send(text),
      () => this.#lost(generation),
    );
  }

  retryNow(): void {
    if (this.#status.name === 'closed') return;
    this.#failures = 0;
    this.#drop('The connection is being renewed.');
    this.#open();
  }

  close(): void {
    this.#drop('The connection was closed.');
    this.#become({ name: 'closed' });
    this.#events.clear();
  }

  #open(): void {
    const generation = ++this.#generation;
    const { ticket, fallbackAfter = 3, openTimeoutMs = 10_000 } = this.#options;
    // While the socket stays shut, every second attempt takes the other road.
    const overdue = this.#failures - fallbackAfter;
    const fallback = overdue >= 0 && overdue % 2 === 0 ? this.#options.fallback : undefined;
    const token = typeof ticket === 'function' ? ticket() : ticket;
    const protocols =
      token === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, TICKET_SUBPROTOCOL + token];
    const mine = (then: () => void) => () => generation === this.#generation && then();
    this.#become({ name: 'connecting' });
    this.#timer = setTimeout(() => this.#lost(generation), openTimeoutMs);
    try {
      this.#socket = (fallback ?? this.#options.socket ?? openWebSocket)(
        this.#options.url,
        protocols,
        {
          open: () => undefined,
          message: (text) => mine(() => this.#read(text, fallback ? 'fallback' : 'socket'))(),
          close: mine(() => this.#lost(generation)),
        },
      );
    } catch (error) {
      this.#events.emit('unreadable', new Error('The socket could not be made.', { cause: error }));
      setTimeout(mine(() => this.#lost(generation)));
    }
  }

  #read(text: string, road: 'socket' | 'fallback'): void {
    const parsed = frame.safeParse(parseJson(text));
    if (!parsed.success) {
      this.#events.emit(
        'unreadable',
        new Error('A frame is not of this version.', { cause: parsed.error }),
      );
      return;
    }
    if (this.#silence !== undefined || parsed.data.type === 'head') this.#listen();
    this.#take(parsed.data, road);
  }

  #take(got: Frame, road: 'socket' | 'fallback'): void {
    switch (got.type) {
      case 'hello':
        clearTimeout(this.#timer);
        this.#attempts = 0;
        // The fall-back's success says nothing about the socket, which is to be tried again first.
        this.#failures = road === 'socket' ? 0 : (this.#options.fallbackAfter ?? 3) - 1;
        return this.#become({
          name: 'open',
          person: got.person,
          road,
          skewMs: Date.now() - got.atMs,
        });
      case 'reply':
        return this.#calls.settle(got.re, got.body, got.error);
      case 'reconnect':
        this.#afterMs = got.afterMs;
        return this.#lost(this.#generation);
      case 'entries':
        return this.#events.emit('entries', got);
      case 'state':
        return this.#events.emit('state', got);
      case 'head':
        return this.#events.emit('head', got);
      case 'health':
        return this.#events.emit('health', got);
      case 'desired':
        return this.#events.emit('desired', got);
    }
  }

  #listen(): void {
    clearTimeout(this.#silence);
    const generation = this.#generation;
    this.#silence = setTimeout(() => this.#lost(generation), SILENCE_MS);
  }

  #lost(generation: number): void {
    if (generation !== this.#generation || this.#status.name === 'closed') return;
    if (this.#status.name !== 'open') this.#failures += 1;
    const { random } = this.#options;
    const delay =
      this.#afterMs === null
        ? retryDelayMs(this.#attempts++, random)
        : politeDelayMs(this.#afterMs, random);
    this.#afterMs = null;
    this.#drop('The connection was lost.');
    this.#timer = setTimeout(() => this.#open(), delay);
    this.#become({ name: 'waiting', retryAtMs: Date.now() + delay, failures: this.#failures });
  }

  #drop(why: string): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#silence = undefined;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#calls.failAll(why);
  }

  #become(status: ConnectionStatus): void {
    this.#status = status;
    this.#events.emit('status', status);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
