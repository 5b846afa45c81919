import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';
import { sleep } from './wait.ts';

/**
 * A client written from docs/protocol.md alone, so that it can judge the product:
 * it shares no code with packages/client or with the server.
 */

export interface SeenEntry {
  seq: number;
  cid: string | null;
  text: string | null;
}

/** What this client reads of a frame; everything else is none of its business. */
interface WireEntry {
  seq: number;
  cid: string | null;
  type: string;
  body: { text?: string } | null;
}
interface Answer {
  epoch?: string;
  reset?: boolean;
  seq?: number;
  entries?: WireEntry[];
  topics?: { topic: string; head: number; entries: WireEntry[] }[];
}
interface WireFrame {
  type: string;
  re?: number;
  body?: Answer;
  error?: { code: string };
  topic?: string;
  entries?: WireEntry[];
  heads?: Record<string, number>;
}

interface Pending {
  cid: string;
  text: string;
}

/** UUIDv7 after RFC 9562. */
export function uuidv7(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

export class LedgerClient {
  readonly #url: string;
  readonly #room: string;
  readonly #cookie: string;
  #socket: WebSocket | null = null;
  #stopped = false;
  #re = 0;
  #epoch: string | undefined;
  #last = 0;
  #held = new Map<number, SeenEntry>();
  #waiting = new Map<
    number,
    { resolve: (body: Answer) => void; reject: (error: unknown) => void }
  >();
  #unacked: Pending[] = [];
  /** What this client would show, in order. */
  readonly seen: SeenEntry[] = [];
  /** cid -> seq of every acknowledged message. */
  readonly acked = new Map<string, number>();
  readonly refused: string[] = [];
  /** How long each reconnection took, in ms. */
  readonly gapsMs: number[] = [];
  joined = false;

  constructor(url: string, room: string, cookie: string) {
    this.#url = url;
    this.#room = room;
    this.#cookie = cookie;
  }

  get last(): number {
    return this.#last;
  }

  get pending(): number {
    return this.#unacked.length;
  }

  /** Connects, and connects again, until stopped. */
  async run(): Promise<void> {
    let lostAt = Date.now();
    let first = true;
    while (!this.#stopped) {
      try {
        await this.#connect();
        if (!first) this.gapsMs.push(Date.now() - lostAt);
        first = false;
        await new Promise<void>((resolve) => this.#socket?.once('close', () => resolve()));
        lostAt = Date.now();
      } catch {
        this.#socket?.terminate();
      }
      this.joined = false;
      for (const waiting of this.#waiting.values()) waiting.reject(new Error('connection lost'));
      this.#waiting.clear();
      if (!this.#stopped) await sleep(200 + Math.random() * 800);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.terminate();
  }

  /** Says something; it is repeated until acknowledged. */
  say(text: string): void {
    const pending = { cid: uuidv7(), text };
    this.#unacked.push(pending);
    if (this.joined) void this.#post(pending);
  }

  async #connect(): Promise<void> {
    const socket = new WebSocket(`${this.#url.replace('http', 'ws')}/ws`, ['lectern.1'], {
      headers: { cookie: this.#cookie, origin: this.#url },
      handshakeTimeout: 5_000,
    });
    this.#socket = socket;
    socket.on('error', () => undefined);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('closed')));
    });
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))));
    const cursor =
      this.#epoch === undefined ? {} : { epoch: this.#epoch, after: { main: this.#last } };
    const joined = await this.#ask('room.join', { room: this.#room, ...cursor });
    this.#epoch = joined.epoch;
    for (const topic of joined.topics ?? []) {
      if (topic.topic !== 'main') continue;
      if (joined.reset && this.seen.length > 0)
        throw new Error('the server reset a cursor that was current');
      if (joined.reset) this.#last = (topic.entries[0]?.seq ?? topic.head + 1) - 1;
      this.#take(topic.entries);
    }
    this.joined = true;
    for (const pending of [...this.#unacked]) void this.#post(pending);
  }

  async #post(pending: Pending): Promise<void> {
    try {
      const ack = await this.#ask('chat.post', {
        room: this.#room,
        cid: pending.cid,
        text: pending.text,
      });
      this.acked.set(pending.cid, ack.seq ?? -1);
      this.#unacked = this.#unacked.filter((other) => other !== pending);
    } catch (error) {
      const code = error instanceof Refused ? error.code : null;
      if (code === null) return; // lost connection: sent again after the next join
      if (code === 'unavailable' || code === 'rate_limited' || code === 'slow_mode') {
        await sleep(500);
        if (this.joined) void this.#post(pending);
        return;
      }
      this.refused.push(`${code} ${pending.cid}`);
      this.#unacked = this.#unacked.filter((other) => other !== pending);
    }
  }

  #ask(type: string, body: unknown): Promise<Answer> {
    const re = ++this.#re;
    return new Promise((resolve, reject) => {
      this.#waiting.set(re, { resolve, reject });
      this.#socket?.send(JSON.stringify({ re, type, body }));
    });
  }

  #receive(frame: WireFrame): void {
    if (frame.type === 'reply' && frame.re !== undefined) {
      const waiting = this.#waiting.get(frame.re);
      this.#waiting.delete(frame.re);
      if (frame.error) waiting?.reject(new Refused(frame.error.code));
      else waiting?.resolve(frame.body ?? {});
    } else if (frame.type === 'entries' && frame.topic === 'main') {
      this.#take(frame.entries ?? []);
    } else if (frame.type === 'head' && (frame.heads?.['main'] ?? 0) > this.#last) {
      void this.#fill();
    }
  }

  #take(entries: WireEntry[]): void {
    for (const entry of entries) {
      if (entry.seq <= this.#last) continue;
      this.#held.set(entry.seq, {
        seq: entry.seq,
        cid: entry.cid,
        text: entry.type === 'chat.posted' ? (entry.body?.text ?? null) : null,
      });
    }
    // Before the join's answer the cursor is not known: entries wait.
    for (let next = this.#held.get(this.#last + 1); next; next = this.#held.get(this.#last + 1)) {
      this.#held.delete(next.seq);
      this.#last = next.seq;
      this.seen.push(next);
    }
    if (this.#held.size > 0 && this.joined) void this.#fill();
  }

  #filling = false;
  async #fill(): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    try {
      const page = await this.#ask('room.range', {
        room: this.#room,
        topic: 'main',
        after: this.#last,
        limit: 500,
      });
      this.#take(page.entries ?? []);
    } catch {
      // The next join brings what is missing.
    } finally {
      this.#filling = false;
    }
  }
}

class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}
