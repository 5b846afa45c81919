import type { MediaTag } from './flv-consumer.js';
import { flvHeader, retimed } from './flv-tag.js';

const MAX_BYTES = 32 * 1024 * 1024;
const MAX_MS = 20_000;

/** What a consumer that comes later needs to begin with a picture. */
export interface Beginning {
  head: Buffer;
  firstMs: number;
  tags: readonly MediaTag[];
}

type ConfigKind = 'metadata' | 'video-config' | 'audio-config';
const CONFIG_KINDS: readonly ConfigKind[] = ['metadata', 'video-config', 'audio-config'];

/** The newest group of pictures with the configurations it needs, at most 32 MB and 20 s of it. */
export class GopCache {
  #configs = new Map<ConfigKind, Buffer>();
  #beginning: {
    head: Map<ConfigKind, Buffer>;
    firstMs: number;
    tags: MediaTag[];
    bytes: number;
  } | null = null;

  push(tag: MediaTag): void {
    if (isConfig(tag.kind)) this.#configs.set(tag.kind, tag.bytes);
    // Another picture format: what was cached cannot be begun with any more.
    if (tag.kind === 'video-config') this.#beginning = null;
    if (tag.kind === 'key-frame')
      this.#beginning = {
        head: new Map(this.#configs),
        firstMs: tag.timestampMs,
        tags: [],
        bytes: 0,
      };
    const beginning = this.#beginning;
    if (beginning === null) return;
    beginning.tags.push(tag);
    beginning.bytes += tag.bytes.length;
    if (beginning.bytes > MAX_BYTES || tag.timestampMs - beginning.firstMs > MAX_MS)
      this.#beginning = null;
  }

  /** Null before a key frame, or while the group of pictures is longer than the cache. */
  beginning(): Beginning | null {
    if (this.#beginning === null) return null;
    const { head, firstMs, tags } = this.#beginning;
    const configs = CONFIG_KINDS.flatMap((kind) => {
      const bytes = head.get(kind);
      if (bytes === undefined) return [];
      return [kind === 'metadata' ? bytes : retimed(bytes, firstMs)];
    });
    return {
      head: Buffer.concat([flvHeader(), ...configs]),
      firstMs,
      tags,
    };
  }
}

function isConfig(kind: MediaTag['kind']): kind is ConfigKind {
  return CONFIG_KINDS.some((config) => config === kind);
}
