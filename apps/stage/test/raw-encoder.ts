import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** AMF0 of what an encoder says. */
export function amf(...values: Array<string | number | null | Record<string, string>>): Buffer {
  return Buffer.concat(values.map(encode));
}

function encode(value: string | number | null | Record<string, string>): Buffer {
  if (value === null) return Buffer.from([5]);
  if (typeof value === 'string') return Buffer.concat([Buffer.from([2]), text(value)]);
  if (typeof value === 'object')
    return Buffer.concat([
      Buffer.from([3]),
      ...Object.entries(value).flatMap(([name, of]) => [text(name), encode(of)]),
      Buffer.from([0, 0, 9]),
    ]);
  const number = Buffer.alloc(9);
  number.writeDoubleBE(value, 1);
  return number;
}

function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
}

/** One RTMP message in one chunk (the chunk size was set to `size` before when it is longer than 128). */
export function message(
  type: number,
  body: Buffer,
  { chunk = 3, timestamp = 0, stream = 0, length = body.length } = {},
): Buffer {
  const head = Buffer.alloc(12);
  head[0] = chunk;
  head.writeUIntBE(timestamp, 1, 3);
  head.writeUIntBE(length, 4, 3);
  head[7] = type;
  head.writeUInt32LE(stream, 8);
  return Buffer.concat([head, body]);
}

export function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** An RTMP client that does exactly what a test tells it, well-behaved or not. */
export class RawEncoder {
  received = Buffer.alloc(0);
  private constructor(readonly socket: Socket) {
    socket.on('data', (bytes) => (this.received = Buffer.concat([this.received, bytes])));
    // A door that hangs up on us is what most tests want to see.
    socket.on('error', () => undefined);
  }

  static async open(port: number): Promise<RawEncoder> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawEncoder(socket);
  }

  send(...parts: Buffer[]): void {
    if (this.socket.writable) this.socket.write(Buffer.concat(parts));
  }

  async shakeHands(): Promise<void> {
    this.send(Buffer.from([3]), Buffer.alloc(1_536));
    await this.until(() => this.received.length >= 3_073);
    this.send(Buffer.alloc(1_536));
  }

  /** Everything up to the answer to `publish`. */
  async publish(key: string): Promise<void> {
    await this.shakeHands();
    this.send(
      message(1, number32(65_536), { chunk: 2 }),
      message(
        20,
        amf('connect', 1, { app: 'live', tcUrl: 'rtmp://127.0.0.1/live', flashVer: 'raw' }),
      ),
      message(20, amf('createStream', 2, null)),
      message(20, amf('publish', 3, null, key, 'live'), { stream: 1 }),
    );
    await this.until(() => /NetStream\.Publish\.(Start|BadName)/.test(this.text));
  }

  get text(): string {
    return this.received.toString('latin1');
  }

  get isAccepted(): boolean {
    return this.text.includes('NetStream.Publish.Start');
  }

  get isRefused(): boolean {
    return this.text.includes('NetStream.Publish.BadName');
  }

  /** Resolves with how long the door took to hang up, ms. */
  async closed(withinMs: number): Promise<number> {
    const from = performance.now();
    await this.until(() => this.socket.closed || this.socket.readableEnded, withinMs);
    return performance.now() - from;
  }

  async until(isTrue: () => boolean, withinMs = 5_000): Promise<void> {
    const end = performance.now() + withinMs;
    while (!isTrue()) {
      if (performance.now() > end) throw new Error(`not within ${withinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): void {
    this.socket.destroy();
  }
}

/** Bodies of a feed of one picture format; what is inside is no real picture. */
export const feed = {
  videoConfig: Buffer.from([0x17, 0, 0, 0, 0, 1, 0x42, 0, 0x1e, 0xff]),
  audioConfig: Buffer.from([0xaf, 0, 0x12, 0x10]),
  keyFrame: Buffer.concat([Buffer.from([0x17, 1, 0, 0, 0]), Buffer.alloc(400, 1)]),
  frame: Buffer.concat([Buffer.from([0x27, 1, 0, 0, 0]), Buffer.alloc(100, 2)]),
  audio: Buffer.concat([Buffer.from([0xaf, 1]), Buffer.alloc(80, 3)]),
};
