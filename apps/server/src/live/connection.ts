import { WebSocket } from 'ws';
import { closeCodes, type Frame } from '@lectern/protocol/frames';
import type { WireError } from '@lectern/protocol/errors';
import { Bucket } from '../session/bucket.js';
import { type Asker, Reader } from '../session/asker.js';
import { encode, PING, textFrame } from './frame.js';
import type { Wire } from './wire.js';

/** How long a socket may lag before it is cut, in ms. */
const LAG_MS = 10_000;
/** Time for a close frame to arrive before the socket is destroyed, in ms. */
const CLOSE_MS = 2_000;

/**
 * Connection is a client's socket. Its prepared frames go to the TCP socket itself, beside the WebSocket's own
 * sender; that is safe because without compression the sender writes each frame at once.
 */
export class Connection extends WebSocket {
  wire: Wire | null = null;
  asker: Asker = new Reader();
  /** Rooms that the client has joined, by id; null until the first. */
  rooms: Set<string> | null = null;
  alive = true;
  #faults: Bucket | null = null;

  /** Writes a prepared frame; `latest` marks a state that a newer one replaces. Returns whether it was written. */
  push(frame: Buffer, latest = false): boolean {
    return this.wire?.write(frame, latest) ?? false;
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
    this.wire?.caughtUp();
    const since = this.wire?.laggingSince ?? 0;
    if (since === 0 || nowMs - since < LAG_MS) return false;
    this.end(closeCodes.lagging, 'lagging');
    return true;
  }

  /** Asks for a sign of life; without one since the last time, the connection is dead. */
  beat(): void {
    if (!this.alive) this.terminate();
    this.alive = false;
    this.push(PING);
  }

  /** Both sides' closing comes through here; no frame may follow it. */
  override close(code?: number, data?: string | Buffer): void {
    this.wire?.shut();
    super.close(code, data);
  }

  /** Closes with a code, and destroys the socket of a client that does not read it. */
  end(code: number, reason: string): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.close(code, reason);
    setTimeout(() => this.terminate(), CLOSE_MS).unref();
  }
}
