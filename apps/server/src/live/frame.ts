import type { Frame } from '@lectern/protocol/frames';

const FIN_TEXT = 0x81;
const FIN_PING = 0x89;

/**
 * One unmasked WebSocket text frame (RFC 6455 section 5.2), header and payload in one buffer:
 * made once, written to every socket of a room.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = FIN_TEXT;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, header);
  return frame;
}

/** A frame of the protocol, ready to be written. */
export const encode = (frame: Frame): Buffer => textFrame(JSON.stringify(frame));

/** An empty ping. */
export const PING = Buffer.from([FIN_PING, 0]);
