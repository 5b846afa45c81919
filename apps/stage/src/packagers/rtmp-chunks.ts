/** RTMP message types that a publisher meets. */
export const RTMP = {
  chunkSize: 1,
  command: 20,
  data: 18,
} as const;

export interface RtmpMessage {
  type: number;
  streamId: number;
  timestampMs: number;
  body: Buffer;
}

/** Bytes per chunk that we announce: nearly every frame is one chunk then. */
export const OUR_CHUNK = 1 << 20;
const EXTENDED = 0xffffff;
const MAX_BODY = 1 << 20;
/** Length of a chunk's message header, by its format. */
const HEADER = [11, 7, 3, 0] as const;

/** encodeMessage writes a message as chunks of at most `chunk` bytes, each with a full header or none. */
export function encodeMessage(message: RtmpMessage, channel: number, chunk = OUR_CHUNK): Buffer {
  const { type, streamId, timestampMs, body } = message;
  const isExtended = timestampMs >= EXTENDED;
  const header = Buffer.alloc(12);
  header[0] = channel;
  header.writeUIntBE(isExtended ? EXTENDED : timestampMs, 1, 3);
  header.writeUIntBE(body.length, 4, 3);
  header[7] = type;
  header.writeUInt32LE(streamId, 8);
  const extension = Buffer.alloc(isExtended ? 4 : 0);
  if (isExtended) extension.writeUInt32BE(timestampMs >>> 0);
  const parts = [header, extension, body.subarray(0, chunk)];
  for (let at = chunk; at < body.length; at += chunk)
    parts.push(Buffer.from([0xc0 | channel]), extension, body.subarray(at, at + chunk));
  return Buffer.concat(parts);
}

interface Channel {
  length: number;
  type: number;
  streamId: number;
  isExtended: boolean;
  parts: Buffer[];
  got: number;
}

/** ChunkReader puts the messages of a server together. It reads commands; timestamps are of no interest. */
export class ChunkReader {
  #bytes: Buffer = Buffer.alloc(0);
  #chunk = 128;
  readonly #channels = new Map<number, Channel>();

  /** Returns the messages that these bytes completed; throws where they are no RTMP. */
  push(bytes: Buffer): RtmpMessage[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const messages: RtmpMessage[] = [];
    for (let used = this.#readChunk(messages); used > 0; used = this.#readChunk(messages))
      this.#bytes = this.#bytes.subarray(used);
    return messages;
  }

  /** How many bytes the first chunk took; 0 when it is not there as a whole. */
  #readChunk(messages: RtmpMessage[]): number {
    const bytes = this.#bytes;
    const id = (bytes[0] ?? 0) & 63;
    const basic = id === 0 ? 2 : id === 1 ? 3 : 1;
    const size = HEADER[(bytes[0] ?? 0) >> 6] ?? 0;
    if (bytes.length === 0 || bytes.length < basic + size) return 0;
    const channel = this.#headerOf(
      id === 0 ? 64 + (bytes[1] ?? 0) : id,
      bytes.subarray(basic),
      size,
    );
    const from = basic + size + (channel.isExtended ? 4 : 0);
    const length = Math.min(this.#chunk, channel.length - channel.got);
    if (bytes.length < from + length) return 0;
    channel.parts.push(bytes.subarray(from, from + length));
    channel.got += length;
    if (channel.got >= channel.length) this.#complete(channel, messages);
    return from + length;
  }

  #headerOf(id: number, header: Buffer, size: number): Channel {
    const known = this.#channels.get(id);
    const channel = known ?? {
      length: 0,
      type: 0,
      streamId: 0,
      isExtended: false,
      parts: [],
      got: 0,
    };
    if (known === undefined && size < HEADER[0]) throw new Error('The RTMP server sent nonsense.');
    if (size >= 3) channel.isExtended = header.readUIntBE(0, 3) === EXTENDED;
    if (size >= 7) {
      channel.length = header.readUIntBE(3, 3);
      channel.type = header[6] ?? 0;
    }
    if (size === HEADER[0]) channel.streamId = header.readUInt32LE(7);
    if (channel.length > MAX_BODY) throw new Error('The RTMP server sent too large a message.');
    this.#channels.set(id, channel);
    return channel;
  }

  #complete(channel: Channel, messages: RtmpMessage[]): void {
    const body = Buffer.concat(channel.parts);
    channel.parts = [];
    channel.got = 0;
    if (channel.type === RTMP.chunkSize && body.length >= 4)
      this.#chunk = Math.max(body.readUInt32BE() & 0x7fffffff, 1);
    messages.push({ type: channel.type, streamId: channel.streamId, timestampMs: 0, body });
  }
}
