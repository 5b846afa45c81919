import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { closeCodes, type Frame } from '@lectern/protocol/frames';
import type { WireError } from '@lectern/protocol/errors';
import { Bucket } from '../session/bucket.js';
import { type Asker, Reader } from '../session/asker.js';
import { encode, PING, textFrame } from './frame.js';

/** What may wait in a socket that is not read: more, and durable frames are left out until the cut. */
const MAX_QUEUED = 256;
const MAX_QUEUED_BYTES = 512 * 1024;
/** Latest states are left out long before: the next one says the same. */
const MAX_STATE_BYTES = 64 * 1024;
/** How long a socket may lag before it is cut, in ms. */
const LAG_MS = 10_000;
/** Time for a close frame to arrive before the socket is destroyed, in ms. */
const CLOSE_MS = 2_000;

/**
 * Connection is a client's socket. It writes prepared frames to the TCP socket itself, beside the WebSocket's own
 * sender; that is safe because without compression the sender writes each frame at once.
 */
export class Connection extends WebSocket {
  wire: Socket | null = null;
  asker: Asker = new Reader();
  /** Rooms that the client has joined, by id; null until the first. */
  rooms: Set<string> | null = null;
  alive = true;
  /** When the connection began to lag, or 0. */
  laggingSince = 0;
  #queued = 0;
  #faults: Bucket | null = null;

  /** Writes a prepared frame; `latest` marks a state that a newer one replaces. Returns whether it was written. */
  push(frame: Buffer, latest = false): boolean {
    const { wire } = this;
    if (wire === null || this.readyState !== WebSocket.OPEN) return false;
    const waiting = wire.writableLength;
    if (waiting === 0) {
      this.#queued = 0;
      this.laggingSince = 0;
    }
    if (latest && waiting > MAX_STATE_BYTES) return false;
    if (this.#queued >= MAX_QUEUED || waiting > MAX_QUEUED_BYTES) {
      // The client finds the hole by its seqs and asks for it, if it ever reads again.
      if (this.laggingSince === 0) this.laggingSince = Date.now();
      return false;
    }
    this.#queued += 1;
    wire.write(frame);
    return true;
  }

  tell(frame: Frame): void {
    this.push(encode(frame));
  }

  answer(re: number, outcome: { body: unknown } | { error: WireError }): void {
    this.push(textFrame(JSON.stringify({ type: 'reply', re, ...outcome })));
  }

  /** Counts a command that should not have been sent; a client that goes on is closed. */
  fault(nowMs: number): void {
    this.#faults ??= new Bucket(20, 500);
    if (this.#faults.take(nowMs) > 0) this.end(1008, 'too many refused commands');
  }

  /** Cuts the connection if it has not been read for too long. */
  cutIfLagging(nowMs: number): boolean {
    if (this.wire?.writableLength === 0) this.laggingSince = 0;
    if (this.laggingSince === 0 || nowMs - this.laggingSince < LAG_MS) return false;
    this.end(closeCodes.lagging, 'lagging');
    return true;
  }

  /** Asks for a sign of life; without one since the last time, the connection is dead. */
  beat(): void {
    if (!this.alive) this.terminate();
    this.alive = false;
    if (this.readyState === WebSocket.OPEN) this.wire?.write(PING);
  }

  /** Closes with a code, and destroys the socket of a client that does not read it. */
  end(code: number, reason: string): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.close(code, reason);
    setTimeout(() => this.terminate(), CLOSE_MS).unref();
  }
}
