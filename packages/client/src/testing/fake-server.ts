import type { Joined } from '@lectern/protocol/commands';
import { entry, type Entry, type EntryBody, type EntryType } from '@lectern/protocol/entries';
import type { WireError } from '@lectern/protocol/errors';
import type { Frame } from '@lectern/protocol/frames';
import type { OpenSocket, SocketEvents } from '../socket.js';

export const ROOM = 'rrrrrrrrrrrrrrrr';
export const ME = 'mmmmmmmmmmmmmmmm';
const ALL = ['room.read', 'chat.post', 'question.ask', 'question.vote'] as const;

interface Line {
  on: SocketEvents;
  joined: boolean;
}

/** A room's server in memory, after the contract: one log, `cid`s once, pages, frames. Its faults are switched by the test. */
export class FakeServer {
  epoch = 'aaaaaaaaaaaaaaaa';
  log: Entry[] = [];
  /** Newest entries a client gets without a cursor. */
  snapshot = 100;
  /** Loses the next so many `entries` frames. */
  loseFrames = 0;
  /** Loses the next so many replies; the command is done. */
  loseReplies = 0;
  refuseOpen = false;
  refuse: ((command: string) => WireError | undefined) | undefined;
  opened = 0;
  ranges = 0;
  readonly #lines = new Set<Line>();

  open: OpenSocket = (_url, _protocols, on) => {
    const line: Line = { on, joined: false };
    this.opened += 1;
    queueMicrotask(() => {
      if (this.refuseOpen) return on.close(1006);
      this.#lines.add(line);
      on.open();
      this.#tell(line, { type: 'hello', version: '0', person: ME, atMs: 0 });
    });
    return {
      send: (text) => {
        if (!this.#lines.has(line)) throw new Error('The socket is not open.');
        queueMicrotask(() => this.#take(line, JSON.parse(text)));
      },
      close: () => void this.#lines.delete(line),
    };
  };

  /** Cuts every line, as a killed process does. */
  cut(): void {
    for (const line of [...this.#lines]) {
      this.#lines.delete(line);
      line.on.close(1006);
    }
  }

  append<T extends EntryType>(type: T, body: EntryBody<T>): number {
    return this.write(type, body, null);
  }

  write(type: EntryType, body: unknown, cid: string | null): number {
    const seq = this.log.length + 1;
    const envelope = { seq, atMs: seq, cid, actor: { id: ME, name: 'Me', host: false } };
    const appended = entry.parse({ ...envelope, type, body });
    this.log.push(appended);
    if (this.loseFrames > 0) this.loseFrames -= 1;
    else
      this.#all({
        type: 'entries',
        room: ROOM,
        topic: 'main',
        epoch: this.epoch,
        entries: [appended],
        head: seq,
      });
    return seq;
  }

  say(text: string): number {
    return this.append('chat.posted', { text, replyTo: null, mediaMs: null });
  }

  beacon(): void {
    this.#all({ type: 'head', room: ROOM, epoch: this.epoch, heads: { main: this.log.length } });
  }

  push(frame: Frame): void {
    this.#all(frame);
  }

  /** Runs a command as the HTTP door does: without a line. */
  async call(
    type: string,
    body: Record<string, never>,
  ): Promise<{ body?: unknown; error?: WireError }> {
    const error = this.refuse?.(type);
    return error ? { error } : { body: this.#do(null, type, body) };
  }

  #all(frame: Frame): void {
    for (const line of this.#lines) if (line.joined) this.#tell(line, frame);
  }

  #tell(line: Line, frame: Frame): void {
    line.on.message(JSON.stringify(frame));
  }

  #take(line: Line, request: { re: number; type: string; body: Record<string, never> }): void {
    if (!this.#lines.has(line)) return;
    const error = this.refuse?.(request.type);
    const answer = error ? { error } : { body: this.#do(line, request.type, request.body) };
    if (this.loseReplies > 0) return void (this.loseReplies -= 1);
    if (this.#lines.has(line)) this.#tell(line, { type: 'reply', re: request.re, ...answer });
  }

  #do(line: Line | null, type: string, body: Record<string, never>): unknown {
    if (type === 'room.join') return this.#join(line, body);
    if (type === 'room.range') return this.#range(body);
    if (type === 'room.leave') return {};
    if (type === 'question.vote')
      return { question: body['question'], up: body['up'], votes: body['up'] ? 1 : 0 };
    if (type === 'chat.post')
      return this.#write('chat.posted', body, ['text', 'replyTo', 'mediaMs']);
    if (type === 'question.ask') return this.#write('question.asked', body, ['text', 'mediaMs']);
    if (type === 'chat.remove') return this.#write('chat.removed', body, ['target']);
    throw new Error(`The fake knows no ${type}.`);
  }

  #join(line: Line | null, body: { epoch?: string; after?: Record<string, number> }): Joined {
    if (line) line.joined = true;
    const after = body.epoch === this.epoch ? body.after?.['main'] : undefined;
    const reset = after === undefined || this.log.length - after > 2_000;
    const from = reset ? Math.max(1, this.log.length - this.snapshot + 1) : after + 1;
    const entries = this.log.slice(from - 1, reset ? undefined : from - 1 + 500);
    return {
      epoch: this.epoch,
      verbs: [...ALL],
      person: ME,
      reset,
      topics: [{ topic: 'main', from, head: this.log.length, entries }],
      state: { viewers: 1, tallies: {} },
      votes: [],
    };
  }

  #range(body: { after?: number; limit?: number }) {
    this.ranges += 1;
    const after = body.after ?? 0;
    return { entries: this.log.slice(after, after + (body.limit ?? 500)), head: this.log.length };
  }

  #write(type: EntryType, body: Record<string, never>, fields: string[]) {
    const cid = String(body['cid']);
    const known = this.log.find((it) => it.cid === cid);
    if (known) return { seq: known.seq, atMs: known.atMs, dup: true };
    const kept = Object.fromEntries(fields.map((field) => [field, body[field]]));
    const seq = this.write(type, kept, cid);
    return { seq, atMs: seq, dup: false };
  }
}
