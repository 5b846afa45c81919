import WebSocket from 'ws';

interface Waiting {
  resolve: (reply: Reply) => void;
  reject: (error: Error) => void;
}

export interface Reply {
  re: number;
  body?: any; // oxlint-disable-line typescript/no-explicit-any
  error?: { code: string; message: string; retryAfterMs?: number; fields?: { path: string }[] };
}

/** Line is a socket that speaks the protocol, and remembers every frame that it was sent. */
export class Line {
  readonly frames: any[] = []; // oxlint-disable-line typescript/no-explicit-any
  readonly closed: Promise<number>;
  readonly #waiting = new Map<number, Waiting>();
  #re = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))));
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.once('close', (code) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`closed with ${code}`));
        resolve(code);
      });
    });
  }

  static async open(
    url: string,
    headers: Record<string, string>,
    protocols = ['lectern.1'],
  ): Promise<Line> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, protocols, { headers });
    const line = new Line(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return line;
  }

  ask(type: string, body: unknown = {}): Promise<Reply> {
    const re = (this.#re += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(re, { resolve, reject });
      this.socket.send(JSON.stringify({ re, type, body }));
    });
  }

  /** Waits until `find` gives something. */
  async until<T>(find: () => T | undefined | false, ms = 10_000): Promise<T> {
    const deadline = Date.now() + ms;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      if (Date.now() > deadline)
        throw new Error(
          `nothing within ${ms} ms; frames: ${JSON.stringify(this.frames.slice(-5))}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Every entry that came, in the order of its coming. */
  entries(): {
    seq: number;
    type: string;
    cid: string | null;
    body: Record<string, unknown> | null;
  }[] {
    return this.frames.filter(({ type }) => type === 'entries').flatMap(({ entries }) => entries);
  }

  end(): void {
    this.socket.terminate();
  }

  #receive(frame: Reply & { type: string }): void {
    this.frames.push(frame);
    if (frame.type !== 'reply') return;
    this.#waiting.get(frame.re)?.resolve(frame);
    this.#waiting.delete(frame.re);
  }
}
