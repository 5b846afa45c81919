import type { Socket } from 'node:net';
import { Emitter } from '@lectern/host/emitter';
import type { Amf } from './amf0.js';
import { GuardedRtmp, type RtmpCommand } from './guarded-rtmp.js';
import { Ingest, printable } from './ingest.js';

const HANDSHAKE_MS = 5_000;
const PUBLISH_MS = 10_000;
const SILENT_MS = 30_000;
/** More than any encoder says before it publishes. */
const MAX_BYTES_BEFORE_PUBLISH = 64 * 1024;
/** How long a refusal may take to be read, ms. */
const LINGER_MS = 500;

interface ConnectionEvents extends Record<string, unknown[]> {
  /** The peer wants to publish with this key. Answer with `accept` or `refuse`; until then it is held. */
  publish: [key: string];
  /** Once. `reason` is for the log: it holds nothing that the peer wrote. */
  closed: [reason: string];
}

/** One socket at the RTMP door, from the first byte to the last. */
export class Connection extends Emitter<ConnectionEvents> {
  readonly #rtmp: GuardedRtmp;
  #state: 'greeting' | 'deciding' | 'published' | 'closed' = 'greeting';
  #timer: ReturnType<typeof setTimeout>;
  #ingest: Ingest | null = null;
  #app = '';
  #encoder = '';
  #streamId = 1;
  #bytes = 0;

  constructor(
    readonly socket: Socket,
    readonly from: string,
    readonly now: () => number,
  ) {
    super();
    this.#rtmp = new GuardedRtmp(
      {
        output: (bytes) => this.#write(bytes),
        command: (command) => this.#command(command),
        media: (type, timestampMs, body) =>
          this.#ingest?.media(type, timestampMs, body, this.now()),
        data: (values) => this.#ingest?.data(values),
      },
      () => this.#state === 'published' || this.#state === 'deciding',
    );
    this.#timer = setTimeout(() => this.#handshakeEnds(), HANDSHAKE_MS);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 10_000);
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => this.close(`the socket failed: ${error.message}`));
    socket.on('close', () => this.close('the encoder hung up'));
    socket.on('timeout', () => this.close('nothing came for 30 s'));
  }

  /** Lets the peer publish: its stream comes as an ingest. */
  accept(keyHash: string): Ingest {
    const hold = (held: boolean): unknown => (held ? this.socket.pause() : this.socket.resume());
    const ingest = new Ingest(this.from, this.#encoder, keyHash, this.now(), hold, () =>
      this.close('closed by the stage'),
    );
    this.#ingest = ingest;
    this.#state = 'published';
    clearTimeout(this.#timer);
    this.socket.setTimeout(SILENT_MS);
    this.#status('status', 'NetStream.Publish.Start', 'The stream is on its way.');
    this.socket.resume();
    return ingest;
  }

  /** Tells the peer that it may not publish, and hangs up. */
  refuse(description: string): void {
    if (this.#state === 'closed') return;
    this.#status('error', 'NetStream.Publish.BadName', description);
    this.#leave('refused');
  }

  /** Hangs up at once. Idempotent. */
  close(reason: string): void {
    if (this.#state === 'closed') return;
    this.#end(reason);
    this.socket.destroy();
  }

  #take(bytes: Buffer): void {
    if (this.#state === 'closed') return;
    this.#bytes += bytes.length;
    try {
      this.#rtmp.take(bytes);
    } catch (error) {
      // Whatever is thrown here was caused by the peer's bytes.
      return this.close(
        `it broke the protocol: ${error instanceof Error ? error.message : 'unknown'}`,
      );
    }
    if (this.#state === 'greeting' && this.#bytes > MAX_BYTES_BEFORE_PUBLISH)
      this.close('it talked without publishing');
  }

  #command(command: RtmpCommand): void {
    if (this.#state === 'closed') return;
    switch (command.name) {
      case 'connect':
        return this.#connect(command);
      case 'createStream':
        return this.#rtmp.respondCreateStream(command.transaction);
      case 'publish':
        return this.#publish(command);
      case 'play':
      case 'play2':
        this.#status('error', 'NetStream.Play.StreamNotFound', 'Nothing is played here.');
        return this.#leave('it wanted to play');
      case 'FCUnpublish':
      case 'deleteStream':
      case 'closeStream':
        if (this.#state === 'published') this.#leave('the encoder stopped');
        return;
    }
  }

  #connect({ transaction, args }: RtmpCommand): void {
    const [about] = args;
    this.#app = textOf(about, 'app');
    this.#encoder = printable(textOf(about, 'flashVer'));
    this.#rtmp.objectEncoding = 0;
    this.#rtmp.sendWindowACK(5_000_000);
    this.#rtmp.setPeerBandwidth(5_000_000, 2);
    this.#rtmp.setChunkSize(0xffff);
    this.#rtmp.respondConnect(transaction);
  }

  #publish({ args, streamId }: RtmpCommand): void {
    if (this.#state !== 'greeting') return this.close('it published twice');
    const [, name] = args;
    this.#state = 'deciding';
    this.#streamId = streamId;
    this.socket.pause();
    // Encoders that know only one address field put the key at the end of the application's name.
    const path = `${this.#app}/${typeof name === 'string' ? name : ''}`;
    const key = path.split('?')[0]?.split('/').filter(Boolean).at(-1) ?? '';
    this.emit('publish', key);
  }

  #handshakeEnds(): void {
    if (!this.#rtmp.handshakeDone) return this.close('no handshake within 5 s');
    this.#timer = setTimeout(
      () => this.close('nothing published within 10 s'),
      PUBLISH_MS - HANDSHAKE_MS,
    );
  }

  #leave(reason: string): void {
    this.#end(reason);
    this.socket.end();
    setTimeout(() => this.socket.destroy(), LINGER_MS).unref();
  }

  #end(reason: string): void {
    this.#state = 'closed';
    clearTimeout(this.#timer);
    this.#ingest?.gone();
    this.emit('closed', reason);
  }

  #status(level: string, code: string, description: string): void {
    this.#rtmp.sendStatusMessage(this.#streamId, level, code, description);
  }

  #write(bytes: Buffer): void {
    if (this.socket.writable) this.socket.write(bytes);
  }
}

function textOf(value: Amf, name: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  const text = value[name];
  return typeof text === 'string' ? text : '';
}
