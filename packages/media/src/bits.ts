/** Bits reads a NAL unit's payload bit by bit, with the exp-Golomb codes of H.264. Past the end it reads zeros. */
export class Bits {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get overrun(): boolean {
    return this.#at > this.bytes.length * 8;
  }

  bit(): number {
    const byte = this.bytes[this.#at >> 3] ?? 0;
    const bit = (byte >> (7 - (this.#at & 7))) & 1;
    this.#at += 1;
    return bit;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i += 1) value = value * 2 + this.bit();
    return value;
  }

  /** Unsigned exp-Golomb. */
  ue(): number {
    let zeros = 0;
    while (zeros < 32 && this.bit() === 0) zeros += 1;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** Signed exp-Golomb. */
  se(): number {
    const code = this.ue();
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
  }
}

/** withoutEmulation removes the 0x03 that H.264 puts after two zero bytes. */
export function withoutEmulation(nal: Uint8Array): Uint8Array {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out.push(byte);
  }
  return Uint8Array.from(out);
}
