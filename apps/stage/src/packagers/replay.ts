import type { MediaTag } from '../relay/flv-consumer.js';

/** Where a packager begins: a head of its own, then the tags from the key frame at `firstMs`. */
export interface Beginning {
  head: Buffer;
  firstMs: number;
  tags: MediaTag[];
}

type ConfigKind = 'metadata' | 'video-config' | 'audio-config';

interface Group {
  firstMs: number;
  configs: ReadonlyMap<ConfigKind, Buffer>;
  tags: MediaTag[];
  bytes: number;
}

const FLV_HEADER = 13;
/** FLV tag types. */
const CONFIG_OF_TYPE: ReadonlyMap<number, ConfigKind> = new Map([
  [8, 'audio-config'],
  [9, 'video-config'],
  [18, 'metadata'],
]);

/**
 * Replay remembers what came in since the newest listed segment, so that a packager that starts again begins
 * exactly there, and the viewers miss nothing. Bounded in time and bytes.
 */
export class Replay {
  #header: Buffer = Buffer.alloc(0);
  #configs = new Map<ConfigKind, Buffer>();
  #groups: Group[] = [];
  #newestMs = 0;

  constructor(
    private readonly limitMs = 30_000,
    private readonly limitBytes = 64 * 1024 * 1024,
  ) {}

  /** Media time of the newest tag, ms. */
  get newestMs(): number {
    return this.#newestMs;
  }

  /** Takes the head of the stream: the FLV header and the configurations in force. */
  begin(head: Buffer): void {
    this.#header = head.subarray(0, FLV_HEADER);
    for (const [kind, bytes] of configsOf(head)) this.#configs.set(kind, bytes);
  }

  push(tag: MediaTag): void {
    this.#newestMs = Math.max(this.#newestMs, tag.timestampMs);
    if (tag.kind === 'key-frame')
      this.#groups.push({
        firstMs: tag.timestampMs,
        configs: new Map(this.#configs),
        tags: [],
        bytes: 0,
      });
    if (isConfig(tag.kind)) this.#configs.set(tag.kind, tag.bytes);
    const group = this.#groups.at(-1);
    if (group === undefined) return;
    group.tags.push(tag);
    group.bytes += tag.bytes.length;
    this.#bound();
  }

  /** Forgets what lies before the key frame from which `mediaMs` can be made again. */
  forget(mediaMs: number): void {
    while ((this.#groups[1]?.firstMs ?? Number.POSITIVE_INFINITY) <= mediaMs) this.#groups.shift();
  }

  /**
   * From the last key frame at or before `mediaMs`; with `after`, from the first one that is not before it
   * (for who cannot begin between key frames). Null when there is none yet.
   */
  from(mediaMs: number, after: boolean): Beginning | null {
    const last = this.#groups.findLastIndex((group) => group.firstMs <= mediaMs);
    const n = after
      ? this.#groups.findIndex((group) => group.firstMs >= mediaMs)
      : Math.max(last, 0);
    const group = this.#groups[n];
    if (group === undefined) return null;
    return {
      head: Buffer.concat([this.#header, ...group.configs.values()]),
      firstMs: group.firstMs,
      tags: this.#groups.slice(n).flatMap((one) => one.tags),
    };
  }

  #bound(): void {
    const bytes = (): number => this.#groups.reduce((sum, one) => sum + one.bytes, 0);
    // The newest too: an encoder that sends no second key frame would fill the memory with its only group.
    while (this.#groups.length > 0) {
      const oldest = this.#groups[0]?.firstMs ?? 0;
      if (this.#newestMs - oldest <= this.limitMs && bytes() <= this.limitBytes) return;
      this.#groups.shift();
    }
  }
}

function isConfig(kind: MediaTag['kind']): kind is ConfigKind {
  return kind === 'metadata' || kind === 'video-config' || kind === 'audio-config';
}

function* configsOf(head: Buffer): Generator<[ConfigKind, Buffer]> {
  let at = FLV_HEADER;
  while (at + 11 <= head.length) {
    const end = at + 11 + head.readUIntBE(at + 1, 3) + 4;
    const kind = CONFIG_OF_TYPE.get((head[at] ?? 0) & 0x1f);
    if (kind !== undefined && end <= head.length) yield [kind, head.subarray(at, end)];
    at = end;
  }
}
