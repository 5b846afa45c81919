import logger from 'node-media-server/src/core/logger.js';
import Rtmp from 'node-media-server/src/protocol/rtmp.js';
import { type Amf, decodeAmf0 } from './amf0.js';

// The library prints what it does not understand, stream keys among it.
logger.log = () => undefined;

/** The peer broke the protocol or a limit; the connection is to be closed. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** What a peer may do, per connection. A 4K key frame has some 3 MB. */
const MAX_MESSAGE_BYTES = { media: 8 * 1024 * 1024, command: 16 * 1024 };
const MAX_CHUNK_STREAMS = 32;
const CHUNK_SIZE = { least: 64, most: 0xffffff };

const TYPE = {
  chunkSize: 1,
  abort: 2,
  acknowledgement: 3,
  event: 4,
  window: 5,
  bandwidth: 6,
  audio: 8,
  video: 9,
  data3: 15,
  command3: 17,
  data0: 18,
  command0: 20,
};

export interface RtmpCommand {
  name: string;
  transaction: number;
  /** The command object and what follows it. */
  args: Amf[];
  streamId: number;
}

export interface RtmpEvents {
  output(bytes: Buffer): void;
  command(command: RtmpCommand): void;
  /** `body` is only valid during the call. `timestampMs` is 32 bits, wrapping. */
  media(type: number, timestampMs: number, body: Buffer): void;
  data(values: Amf[]): void;
}

/** The library's chunk parser, with every length checked before memory is taken, and nothing decoded without bounds. */
export class GuardedRtmp extends Rtmp {
  #windowBytes = 0;
  #received = 0;
  #acknowledged = 0;

  constructor(
    readonly events: RtmpEvents,
    /** Media is refused until it says yes. */
    readonly mayPublish: () => boolean,
  ) {
    super();
    // A parser of FLV files that we do not use, with a megabyte of its own.
    this.flv = null;
    this.onOutputCallback = (bytes) => events.output(bytes);
  }

  /** Takes the next bytes of the socket. Throws ProtocolError, or what the library throws at nonsense. */
  take(bytes: Buffer): void {
    if (this.#received === 0 && bytes[0] !== 3) throw new ProtocolError('not RTMP');
    this.#received += bytes.length;
    this.parserData(bytes);
    if (this.#windowBytes === 0 || this.#received - this.#acknowledged < this.#windowBytes) return;
    this.#acknowledged = this.#received;
    this.sendACK(this.#received % 0x1_0000_0000);
  }

  get handshakeDone(): boolean {
    return this.handshakeState === 3;
  }

  override packetParse(): void {
    super.packetParse();
    const { header, bytes } = this.parserPacket;
    if (this.inPackets.size > MAX_CHUNK_STREAMS) throw new ProtocolError('too many chunk streams');
    if (bytes > 0 && header.fmt !== 3)
      throw new ProtocolError('a message was begun inside another');
  }

  /** Called once per message, when its length is known and before memory is taken. */
  override packetAlloc(): void {
    const { header } = this.parserPacket;
    const isMedia = header.type === TYPE.audio || header.type === TYPE.video;
    if (isMedia && !this.mayPublish()) throw new ProtocolError('media before publish');
    const most = isMedia ? MAX_MESSAGE_BYTES.media : MAX_MESSAGE_BYTES.command;
    if (header.length > most) throw new ProtocolError(`a message of ${header.length} bytes`);
    // The library adds up deltas and drops everything once they pass 32 bits (after 49 days).
    this.parserPacket.clock %= 0x1_0000_0000;
    super.packetAlloc();
  }

  override packetHandler(): void {
    const { header, payload, clock } = this.parserPacket;
    const body = payload.subarray(0, header.length);
    switch (header.type) {
      case TYPE.chunkSize:
        return this.#setInChunkSize(body);
      case TYPE.abort:
        return this.#abort(body);
      case TYPE.window:
        this.#windowBytes = Math.max(number32(body), 10_000);
        return;
      case TYPE.audio:
      case TYPE.video:
        return this.events.media(header.type, clock, body);
      case TYPE.data0:
        return this.events.data(decodeAmf0(body));
      case TYPE.data3:
        return this.events.data(decodeAmf0(body.subarray(1)));
      case TYPE.command0:
        return this.#command(body);
      case TYPE.command3:
        return this.#command(body.subarray(1));
    }
  }

  #setInChunkSize(body: Buffer): void {
    const size = number32(body);
    if (size < CHUNK_SIZE.least || size > CHUNK_SIZE.most)
      throw new ProtocolError(`a chunk size of ${size}`);
    this.inChunkSize = size;
  }

  #abort(body: Buffer): void {
    const packet = this.inPackets.get(number32(body));
    if (packet !== undefined) packet.bytes = 0;
  }

  #command(body: Buffer): void {
    const [name, transaction, ...args] = decodeAmf0(body);
    if (typeof name !== 'string') throw new ProtocolError('a command without a name');
    this.events.command({
      name,
      transaction: typeof transaction === 'number' ? transaction : 0,
      args,
      streamId: this.parserPacket.header.stream_id,
    });
  }
}

function number32(body: Buffer): number {
  if (body.length < 4) throw new ProtocolError('a control message cut short');
  return body.readUInt32BE();
}
