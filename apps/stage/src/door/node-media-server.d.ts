/** The two files of node-media-server that we use; it brings no types. Version 4.4.3, pinned. */
declare module 'node-media-server/src/protocol/rtmp.js' {
  interface RtmpHeader {
    fmt: number;
    cid: number;
    timestamp: number;
    length: number;
    type: number;
    stream_id: number;
  }
  interface RtmpPacket {
    header: RtmpHeader;
    clock: number;
    payload: Buffer;
    bytes: number;
  }
  export default class Rtmp {
    handshakePayload: Buffer;
    handshakeState: number;
    inPackets: Map<number, RtmpPacket>;
    parserPacket: RtmpPacket;
    inChunkSize: number;
    streamId: number;
    objectEncoding: number;
    flv: unknown;
    onOutputCallback: (bytes: Buffer) => void;
    parserData(bytes: Buffer): string | null;
    packetParse(): void;
    packetAlloc(): void;
    packetHandler(): void;
    setChunkSize(size: number): void;
    setPeerBandwidth(size: number, type: number): void;
    sendWindowACK(size: number): void;
    sendACK(size: number): void;
    sendStatusMessage(streamId: number, level: string, code: string, description: string): void;
    respondConnect(transaction: number): void;
    respondCreateStream(transaction: number): void;
  }
}

declare module 'node-media-server/src/core/logger.js' {
  const logger: { log: (message: string, level?: string) => void };
  export default logger;
}
