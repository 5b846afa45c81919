import { joined, type Joined } from '@lectern/protocol/commands';
import { errorCode, wireError, type WireError } from '@lectern/protocol/errors';
import { frames, request, type Frame, type Request } from '@lectern/protocol/frames';
import { sessionView } from '@lectern/protocol/http';
import { z } from 'zod';
import type { OpenSocket, SocketEvents } from './socket.js';

/** What of `fetch` is used. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;
export interface FetchInit {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  credentials: 'same-origin';
}
export interface FetchAnswer {
  ok: boolean;
  status: number;
  json(): Promise<unknown>;
}

export interface PollingOptions {
  /** Where the server is, such as `https://lectern.example.org`; empty for the page's own. */
  base?: string;
  fetch?: Fetch;
  /** Between two looks at the room, in ms. */
  everyMs?: number;
  /** After so long it ends, so that the WebSocket is tried again, in ms. */
  lifeMs?: number;
}

/**
 * pollingSocket speaks the socket's frames over plain HTTP, for networks that break WebSockets:
 * a command is a POST with its `cid` as `Idempotency-Key`, and a joined room is looked at every 2 s.
 */
export function pollingSocket(options: PollingOptions = {}): OpenSocket {
  return (_url, _protocols, on) => {
    const road = new PollingRoad(options, on);
    return { send: (text) => void road.take(text), close: () => road.close() };
  };
}

const problem = z.looseObject({ title: z.string(), code: errorCode });
const inRoom = z.looseObject({ room: z.string(), cid: z.string().optional() });
const health = frames.health.omit({ type: true });

interface Followed {
  epoch: string;
  after: Record<string, number>;
}

class PollingRoad {
  readonly #rooms = new Map<string, Followed>();
  readonly #watched = new Set<string>();
  #closed = false;
  #turn: ReturnType<typeof setTimeout> | undefined;
  readonly #life: ReturnType<typeof setTimeout>;
  readonly #options: PollingOptions;
  readonly #on: SocketEvents;

  constructor(options: PollingOptions, on: SocketEvents) {
    this.#options = options;
    this.#on = on;
    this.#life = setTimeout(() => this.#end(1000), options.lifeMs ?? 60_000);
    this.#open().catch(() => this.#end(1006));
  }

  /** Runs a command of the owner and answers it with its `reply` frame. */
  async take(text: string): Promise<void> {
    const asked = request.parse(JSON.parse(text));
    try {
      const body = await this.#run(asked);
      this.#tell({ type: 'reply', re: asked.re, body });
    } catch (error) {
      if (!(error instanceof Refused)) return this.#end(1006);
      this.#tell({ type: 'reply', re: asked.re, error: error.error });
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#life);
    clearTimeout(this.#turn);
  }

  async #open(): Promise<void> {
    const answer = await this.#fetch('GET', '/api/session').catch((error: unknown) => {
      // A refusal is an answer too: the server is there and does not know us.
      if (error instanceof Refused && error.error.code === 'unauthenticated') return null;
      throw error;
    });
    const person = answer === null ? null : sessionView.parse(answer).person.id;
    if (this.#closed) return;
    this.#on.open();
    this.#tell({ type: 'hello', version: 'http', person, atMs: Date.now() });
    this.#later();
  }

  async #run({ type, body }: Request): Promise<unknown> {
    const { room, cid, ...rest } = inRoom.parse(body);
    const headers = cid === undefined ? {} : { 'idempotency-key': cid };
    const path = `/api/rooms/${encodeURIComponent(room)}/commands/${encodeURIComponent(type)}`;
    const answer = await this.#fetch('POST', path, rest, headers);
    if (type === 'room.join') this.#follow(room, joined.parse(answer));
    if (type === 'room.leave') this.#rooms.delete(room);
    if (type === 'stage.watch') this.#watched.add(room);
    return answer;
  }

  #follow(room: string, { epoch, topics }: Joined): void {
    const after = topics.map((it) => [it.topic, it.entries.at(-1)?.seq ?? it.from - 1] as const);
    this.#rooms.set(room, { epoch, after: Object.fromEntries(after) });
  }

  #later(): void {
    if (this.#closed) return;
    this.#turn = setTimeout(() => {
      this.#look()
        .then(() => this.#later())
        .catch(() => this.#end(1006));
    }, this.#options.everyMs ?? 2_000);
  }

  async #look(): Promise<void> {
    for (const [room, followed] of this.#rooms) await this.#lookAt(room, followed);
    for (const room of this.#watched) {
      const answer = await this.#fetch('GET', `/api/rooms/${encodeURIComponent(room)}/health`);
      this.#tell({ type: 'health', ...health.parse(answer) });
    }
  }

  async #lookAt(room: string, { epoch, after }: Followed): Promise<void> {
    const path = `/api/rooms/${encodeURIComponent(room)}/commands/room.join`;
    const news = joined.parse(await this.#fetch('POST', path, { epoch, after }));
    this.#tell({ type: 'state', room, ...news.state });
    const heads = Object.fromEntries(news.topics.map((it) => [it.topic, it.head]));
    // Whoever reads the room enters it anew when the epoch is another one, and asks for what is missing.
    if (news.reset) return this.#tell({ type: 'head', room, epoch: news.epoch, heads });
    for (const { topic, entries, head } of news.topics) {
      if (entries.length > 0) this.#tell({ type: 'entries', room, topic, epoch, entries, head });
    }
    this.#follow(room, news);
  }

  async #fetch(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<unknown> {
    const call = this.#options.fetch ?? fetch;
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await call((this.#options.base ?? '') + path, {
      method,
      credentials: 'same-origin',
      headers: { ...json, ...more },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const said = await answer.json();
    if (!answer.ok) throw refusalOf(answer.status, said);
    return said;
  }

  #tell(frame: Frame): void {
    if (!this.#closed) this.#on.message(JSON.stringify(frame));
  }

  #end(code: number): void {
    if (this.#closed) return;
    this.close();
    this.#on.close(code);
  }
}

/** The server said no, in its own words. */
class Refused extends Error {
  readonly error: WireError;
  constructor(error: WireError) {
    super(error.message);
    this.error = error;
  }
}

function refusalOf(status: number, said: unknown): Error {
  const { data } = problem.safeParse(said);
  // Not one of our own answers: a proxy, and the server behind it is away.
  if (!data) return new Error(`HTTP ${status}`);
  const { code, title: message, retryAfterMs, fields } = data;
  const more = wireError
    .pick({ retryAfterMs: true, fields: true })
    .safeParse({ retryAfterMs, fields });
  return new Refused({ code, message, ...more.data });
}
