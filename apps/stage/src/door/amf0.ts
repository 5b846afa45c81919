/** Values of AMF0 as far as an RTMP encoder has reason to send them. */
export type Amf = number | boolean | string | null | undefined | Amf[] | { [name: string]: Amf };

/** The bytes are no AMF0 that an encoder would send. */
export class AmfError extends Error {
  override readonly name = 'AmfError';
}

const MAX_DEPTH = 8;
const MAX_VALUES = 500;

/** Reads AMF0 values one after the other, within bounds: depth 8, 500 values, no length believed. */
export function decodeAmf0(bytes: Buffer): Amf[] {
  const reader = new Reader(bytes);
  const values: Amf[] = [];
  while (!reader.done) values.push(reader.value(0));
  return values;
}

class Reader {
  #at = 0;
  #values = 0;
  constructor(readonly bytes: Buffer) {}

  get done(): boolean {
    return this.#at >= this.bytes.length;
  }

  value(depth: number): Amf {
    this.#values += 1;
    if (depth > MAX_DEPTH) throw new AmfError('nested too deeply');
    if (this.#values > MAX_VALUES) throw new AmfError('too many values');
    const type = this.#take(1).readUInt8();
    switch (type) {
      case 0x00:
        return this.#take(8).readDoubleBE();
      case 0x01:
        return this.#take(1).readUInt8() !== 0;
      case 0x02:
        return this.#text(this.#take(2).readUInt16BE());
      case 0x03:
        return this.#object(depth);
      case 0x05:
        return null;
      case 0x06:
        return undefined;
      case 0x08:
        // The announced count is a hint that nobody needs.
        this.#take(4);
        return this.#object(depth);
      case 0x0a:
        return this.#array(depth);
      case 0x0b:
        return this.#take(10).readDoubleBE();
      case 0x0c:
        return this.#text(this.#take(4).readUInt32BE());
      default:
        throw new AmfError(`type ${type} is not expected`);
    }
  }

  #object(depth: number): { [name: string]: Amf } {
    // Without a prototype, so that no name has a meaning.
    const object: { [name: string]: Amf } = Object.create(null);
    for (;;) {
      const name = this.#text(this.#take(2).readUInt16BE());
      if (name === '' && this.bytes[this.#at] === 0x09) break;
      object[name] = this.value(depth + 1);
    }
    this.#at += 1;
    return object;
  }

  #array(depth: number): Amf[] {
    const count = this.#take(4).readUInt32BE();
    if (count > MAX_VALUES) throw new AmfError('too many values');
    return Array.from({ length: count }, () => this.value(depth + 1));
  }

  #text(length: number): string {
    return this.#take(length).toString('utf8');
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.bytes.length) throw new AmfError('cut short');
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }
}
