/** Fills the array with random bytes; `crypto.getRandomValues` by default, which also works without TLS. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => unknown;

/** uuidv7 makes a command id (RFC 9562): 48 bits of `nowMs`, 74 bits of chance. */
export function uuidv7(
  nowMs: number = Date.now(),
  fill: RandomBytes = (b) => crypto.getRandomValues(b),
): string {
  const bytes = new Uint8Array(16);
  fill(bytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(nowMs / 2 ** 32));
  view.setUint32(2, nowMs % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
