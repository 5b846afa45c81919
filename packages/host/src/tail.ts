import { StringDecoder } from 'node:string_decoder';

/** Tail keeps the last characters of a text that comes in pieces, and hands on its whole lines. */
export class Tail {
  readonly #decoder = new StringDecoder('utf8');
  #text = '';
  #line = '';

  constructor(
    /** How many characters are kept. */
    readonly limit: number,
    private readonly onLine: (line: string) => void = () => {},
  ) {}

  push(chunk: Buffer): void {
    const text = this.#decoder.write(chunk);
    this.#text = (this.#text + text).slice(-this.limit);
    // ffmpeg ends its progress lines with a bare carriage return.
    const lines = (this.#line + text).split(/\r\n|\n|\r/);
    this.#line = (lines.pop() ?? '').slice(-this.limit);
    for (const line of lines) if (line.trim() !== '') this.onLine(line);
  }

  toString(): string {
    return this.#text.trim();
  }
}
