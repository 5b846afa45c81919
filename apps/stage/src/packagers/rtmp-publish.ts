import { randomBytes } from 'node:crypto';
import { type Socket, connect } from 'node:net';
import { decodeAmf0 } from '../door/amf0.js';
import { encodeAmf0 } from './amf0-encode.js';
import { ChunkReader, OUR_CHUNK, RTMP, type RtmpMessage, encodeMessage } from './rtmp-chunks.js';

const HANDSHAKE = 1536;
const CONNECT_LIMIT_MS = 5_000;
const FLV_SCRIPT = 18;
const CHANNEL: Record<number, number> = { 8: 4, 9: 6, [FLV_SCRIPT]: 5 };

/**
 * RtmpPublish sends FLV tags to an RTMP server on this machine. Our own few lines instead of one more ffmpeg, because
 * a child's arguments can be read by every user of the machine, and the stream key would be among them.
 */
export class RtmpPublish {
  #streamId = 0;
  private constructor(
    private readonly socket: Socket,
    /** Called once, when the server or the network ended the connection. */
    private readonly onLost: (reason: string) => void,
  ) {}

  /** Connects and publishes `live/<key>`; rejects with a sentence when the server refuses or stays silent. */
  static async open(
    port: number,
    key: string,
    onLost: (reason: string) => void,
  ): Promise<RtmpPublish> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const publish = new RtmpPublish(socket, onLost);
    const limit = setTimeout(
      () => socket.destroy(new Error('it did not answer in time')),
      CONNECT_LIMIT_MS,
    );
    try {
      await publish.#greet(port, key);
      return publish;
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(limit);
    }
  }

  get backlog(): number {
    return this.socket.writableLength;
  }

  /** Sends one whole FLV tag; `timestampMs` is written instead of its own. */
  send(tag: Buffer, timestampMs: number): void {
    const type = tag[0] ?? 0;
    const channel = CHANNEL[type];
    if (channel === undefined || !this.socket.writable) return;
    const payload = tag.subarray(11, tag.length - 4);
    const body =
      type === FLV_SCRIPT ? Buffer.concat([encodeAmf0(['@setDataFrame']), payload]) : payload;
    this.socket.write(
      encodeMessage({ type, streamId: this.#streamId, timestampMs, body }, channel),
    );
  }

  /** Ends the stream in order, so that the server flushes what it has. */
  close(): void {
    if (this.socket.writable)
      this.socket.end(this.#command(['deleteStream', 4, null, this.#streamId], 0));
  }

  #command(values: Parameters<typeof encodeAmf0>[0], streamId: number): Buffer {
    const body = encodeAmf0(values);
    return encodeMessage({ type: RTMP.command, streamId, timestampMs: 0, body }, 3);
  }

  #greet(port: number, key: string): Promise<void> {
    const { socket } = this;
    return new Promise((resolve, reject) => {
      let isOpen = false;
      let last = 'the connection was closed';
      const reader = new Greeting();
      const onData = (bytes: Buffer): void => {
        for (const step of reader.push(bytes)) {
          if (step === 'shaken') this.#connect(port, reader.reply);
          else
            this.#answer(step, key, () => {
              isOpen = true;
              resolve();
            });
        }
      };
      socket.on('data', (bytes: Buffer) => {
        try {
          onData(bytes);
        } catch (error) {
          socket.destroy(error instanceof Error ? error : new Error(String(error)));
        }
      });
      socket.on('error', (error) => {
        last = error.message;
      });
      socket.on('close', () => (isOpen ? this.onLost(last) : reject(new Error(last))));
      socket.on('connect', () =>
        socket.write(
          Buffer.concat([Buffer.from([3]), Buffer.alloc(8), randomBytes(HANDSHAKE - 8)]),
        ),
      );
    });
  }

  #connect(port: number, reply: Buffer): void {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(OUR_CHUNK);
    const announce = { type: RTMP.chunkSize, streamId: 0, timestampMs: 0, body: size };
    const app = { app: 'live', type: 'nonprivate', tcUrl: `rtmp://127.0.0.1:${port}/live` };
    this.socket.write(
      Buffer.concat([reply, encodeMessage(announce, 2), this.#command(['connect', 1, app], 0)]),
    );
  }

  #answer(message: RtmpMessage, key: string, onPublishing: () => void): void {
    if (message.type !== RTMP.command) return;
    const [name, transaction, , value] = decodeAmf0(message.body);
    if (name === '_error') throw new Error('it refused the stream');
    if (name === '_result' && transaction === 1)
      this.socket.write(this.#command(['createStream', 2, null], 0));
    if (name === '_result' && transaction === 2 && typeof value === 'number') {
      this.#streamId = value;
      this.socket.write(this.#command(['publish', 3, null, key, 'live'], value));
    }
    if (name !== 'onStatus' || typeof value !== 'object' || value === null || Array.isArray(value))
      return;
    if (value['code'] === 'NetStream.Publish.Start') onPublishing();
    else if (value['level'] === 'error')
      throw new Error(`it refused the stream: ${String(value['code'])}`);
  }
}

/** The server's handshake, then its messages. */
class Greeting {
  #bytes: Buffer = Buffer.alloc(0);
  #isShaken = false;
  /** What answers the server's handshake: its own first half. */
  reply: Buffer = Buffer.alloc(0);
  readonly #chunks = new ChunkReader();

  push(bytes: Buffer): Array<RtmpMessage | 'shaken'> {
    if (this.#isShaken) return this.#chunks.push(bytes);
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    if (this.#bytes.length < 1 + 2 * HANDSHAKE) return [];
    this.#isShaken = true;
    this.reply = this.#bytes.subarray(1, 1 + HANDSHAKE);
    return ['shaken', ...this.#chunks.push(this.#bytes.subarray(1 + 2 * HANDSHAKE))];
  }
}
