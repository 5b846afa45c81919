/** One tag of the relay's normalised FLV: `timestampMs` is media time, and never goes back. */
export interface MediaTag {
  kind: 'metadata' | 'video-config' | 'audio-config' | 'key-frame' | 'frame' | 'audio';
  timestampMs: number;
  /** The whole FLV tag, with its header and trailing size. */
  bytes: Buffer;
}

/**
 * Something fed by a relay: the packager, the archive, the PCM tap. A consumer never blocks and never throws:
 * what it cannot take it drops, and says so by its own events. The relay's consumers cannot hurt each other.
 */
export interface FlvConsumer {
  /**
   * Called once, at attachment: the FLV file header, then metadata and codec configurations in force.
   * The tags that follow begin with the key frame at `firstMs` (media time).
   * Where the source changes (encoder <-> slate) new configuration tags come through `write`.
   */
  start(head: Buffer, firstMs: number): void;
  write(tag: MediaTag): void;
  /** The broadcast is over, or the consumer is detached. */
  end(): void;
}
