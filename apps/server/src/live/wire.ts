import type { Socket } from 'node:net';

/** What may wait in a socket that is not read: more, and durable frames are left out until the cut. */
const MAX_QUEUED = 256;
const MAX_QUEUED_BYTES = 512 * 1024;
/** Latest states are left out long before: the next one says the same. */
const MAX_STATE_BYTES = 64 * 1024;

/**
 * Wire takes prepared frames to one TCP socket. It is apart from the connection, and small, because a message to
 * a thousand sockets costs little more than the memory it touches for each.
 */
export class Wire {
  /** When the client began to lag, or 0. */
  laggingSince = 0;
  #open = true;
  /** The socket has said that more waits in it than is good, and has not been seen empty since. */
  #behind = false;
  #queued = 0;

  constructor(private readonly socket: Socket) {}

  /** Writes a prepared frame; `latest` marks a state that a newer one replaces. Returns whether it was written. */
  write(frame: Buffer, latest: boolean): boolean {
    if (!this.#open || (this.#behind && !this.#hasRoom(latest))) return false;
    if (!this.socket.write(frame)) this.#behind = true;
    return true;
  }

  /** Notes that everything was read, when it was. */
  caughtUp(): boolean {
    if (this.socket.writableLength > 0) return false;
    this.#behind = false;
    this.#queued = 0;
    this.laggingSince = 0;
    return true;
  }

  /** Takes no more frames: the closing handshake has begun. */
  shut(): void {
    this.#open = false;
  }

  #hasRoom(latest: boolean): boolean {
    if (!this.socket.writable) return false;
    if (this.caughtUp()) return true;
    const waiting = this.socket.writableLength;
    if (latest && waiting > MAX_STATE_BYTES) return false;
    if (this.#queued < MAX_QUEUED && waiting <= MAX_QUEUED_BYTES) {
      this.#queued += 1;
      return true;
    }
    // The client finds the hole by its seqs and asks for it, if it ever reads again.
    if (this.laggingSince === 0) this.laggingSince = Date.now();
    return false;
  }
}
