export type AmfOut = number | string | null | { readonly [name: string]: string | number };

/** encodeAmf0 writes the values of a command, as far as a publisher needs them. */
export function encodeAmf0(values: readonly AmfOut[]): Buffer {
  return Buffer.concat(values.map(encodeValue));
}

function encodeValue(value: AmfOut): Buffer {
  if (value === null) return Buffer.from([5]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(9);
    bytes.writeDoubleBE(value, 1);
    return bytes;
  }
  if (typeof value === 'string') return Buffer.concat([Buffer.from([2]), text(value)]);
  const fields = Object.entries(value).flatMap(([name, field]) => [text(name), encodeValue(field)]);
  return Buffer.concat([Buffer.from([3]), ...fields, Buffer.from([0, 0, 9])]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
