import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AmfError, decodeAmf0 } from './amf0.js';

const hex = (text: string): Buffer => Buffer.from(text.replace(/ /g, ''), 'hex');

describe('decodeAmf0', () => {
  it('reads what encoders send', () => {
    const bytes = hex(
      '02 0004 74657374 00 3ff0000000000000 01 01 05 06 03 0001 61 02 0001 62 0000 09',
    );
    expect(decodeAmf0(bytes)).toEqual(['test', 1, true, null, undefined, { a: 'b' }]);
  });

  it('reads arrays of both kinds, dates and long strings', () => {
    const bytes = hex(
      '08 ffffffff 0001 61 0101 000009 0a 00000002 05 05 0b 0000000000000000 0000 0c 00000001 78',
    );
    expect(decodeAmf0(bytes)).toEqual([{ a: true }, [null, null], 0, 'x']);
  });

  it('gives names no meaning', () => {
    const bytes = hex(`03 0009 ${Buffer.from('__proto__').toString('hex')} 02 0001 78 000009`);
    const [object] = decodeAmf0(bytes);
    expect(Object.getPrototypeOf(object)).toBeNull();
  });

  it.each([
    ['a string of 4 GB', '0c ffffffff 61'],
    ['an array of 2^32 values', '0a ffffffff'],
    ['an object without end', '03 0001 61 05'],
    ['a number cut short', '00 3ff0'],
    ['a type that does not exist', 'ff'],
    ['nothing after a type', '02'],
    ['depth 10000', '03 0001 61 '.repeat(10_000)],
  ])('refuses %s', (_name, text) => {
    expect(() => decodeAmf0(hex(text))).toThrow(AmfError);
  });

  it('ends on any bytes, with values or an AmfError', () => {
    const outcome = (bytes: Uint8Array): unknown => {
      try {
        return decodeAmf0(Buffer.from(bytes));
      } catch (error) {
        return error;
      }
    };
    const isExpected = (found: unknown): boolean =>
      Array.isArray(found) || found instanceof AmfError;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => isExpected(outcome(bytes))),
      { numRuns: 2_000 },
    );
  });
});
