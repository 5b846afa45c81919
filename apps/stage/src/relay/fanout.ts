import { Emitter } from '@lectern/host/emitter';
import type { FlvConsumer, MediaTag } from './flv-consumer.js';
import { GopCache } from './gop-cache.js';

interface FanoutEvents extends Record<string, unknown[]> {
  /** A consumer threw, against its contract, and was detached. */
  failed: [error: Error];
}

/** Hands every tag to every consumer. One that throws is detached; the others do not notice. */
export class Fanout extends Emitter<FanoutEvents> {
  readonly #gop = new GopCache();
  /** True once the consumer was started. */
  readonly #consumers = new Map<FlvConsumer, boolean>();
  #ended = false;

  /** Begins at the newest key frame there is, or at the next. The returned function detaches. */
  attach(consumer: FlvConsumer): () => void {
    if (this.#ended) {
      consumer.end();
      return () => undefined;
    }
    this.#consumers.set(consumer, false);
    this.#begin(consumer);
    return () => {
      if (this.#consumers.delete(consumer)) this.#guard(consumer, () => consumer.end());
    };
  }

  write(tag: MediaTag): void {
    this.#gop.push(tag);
    for (const [consumer, started] of [...this.#consumers]) {
      if (started) this.#guard(consumer, () => consumer.write(tag));
      else if (tag.kind === 'key-frame') this.#begin(consumer);
    }
  }

  end(): void {
    this.#ended = true;
    for (const consumer of [...this.#consumers.keys()]) {
      this.#consumers.delete(consumer);
      this.#guard(consumer, () => consumer.end());
    }
  }

  #begin(consumer: FlvConsumer): void {
    const beginning = this.#gop.beginning();
    if (beginning === null) return;
    this.#consumers.set(consumer, true);
    this.#guard(consumer, () => {
      consumer.start(beginning.head, beginning.firstMs);
      for (const tag of beginning.tags) consumer.write(tag);
    });
  }

  #guard(consumer: FlvConsumer, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#consumers.delete(consumer);
      this.emit('failed', error instanceof Error ? error : new Error(String(error)));
    }
  }
}
