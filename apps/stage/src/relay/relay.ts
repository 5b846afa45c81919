import { Emitter } from '@lectern/host/emitter';
import { EncoderFeed, type FeedFault } from './encoder-feed.js';
import { Fanout } from './fanout.js';
import type { FlvConsumer, MediaTag } from './flv-consumer.js';
import type { SourceTag } from './flv-tag.js';
import type { Loops } from './loops.js';
import type { SourceFacts } from './metadata.js';
import { SlateFeed } from './slate-feed.js';
import { Timeline } from './timeline.js';

/** How often the relay looks at the clock, ms. */
const TICK_MS = 20;
/** After so much silence of the encoder the slate takes over, ms. */
const SILENT_MS = 3_000;
/** How long to wait for sound (or a picture) that an encoder has not announced, at the start and at a return, ms. */
const FIRST_PREROLL_MS = 1_500;
const RETURN_PREROLL_MS = 800;

export type RelaySource = 'none' | 'encoder' | 'slate';

interface RelayEvents extends Record<string, unknown[]> {
  /** What is on air changes at this media time; told before the first tag of the new source. */
  source: [source: RelaySource, mediaMs: number];
  lacks: [what: FeedFault, missing: boolean];
  jumped: [byMs: number];
  /** A consumer broke its contract and was detached. */
  failed: [error: Error];
  /** The slate was shown as long as it may be. The relay does nothing more; its owner closes it. */
  expired: [];
}

export interface RelayOptions {
  loops: Loops;
  /** How long the slate holds the stage, ms. */
  slateMs: number;
  /** A broadcast that a former process began: the slate takes over at once, for `leftMs`. */
  resume?: { startedAtMs: number; fromMs: number; leftMs: number };
  /** Wall clock that never steps back, ms since 1970. */
  now?: () => number;
}

/** The wall clock as this process sees it: starts right, and does not step when the machine's clock is set. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}

/** One broadcast's media: an encoder or the slate in, one timeline out, to any number of consumers. */
export class Relay extends Emitter<RelayEvents> {
  readonly timeline: Timeline;
  readonly #fanout = new Fanout();
  readonly #slate: SlateFeed;
  readonly #now: () => number;
  readonly #timer: ReturnType<typeof setInterval>;
  #feed: EncoderFeed | null = null;
  #source: RelaySource = 'none';
  #lastTagMs = 0;
  #slateEndsMs = Infinity;

  constructor(readonly options: RelayOptions) {
    super();
    this.#now = options.now ?? steadyNow;
    const { resume } = options;
    this.timeline = new Timeline(resume?.startedAtMs ?? null, resume?.fromMs ?? 0);
    this.#slate = new SlateFeed(this.timeline, options.loops, (tag) => this.#out(tag));
    this.#fanout.on('failed', (error) => this.emit('failed', error));
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    if (resume !== undefined) this.#holdStage(resume.leftMs);
  }

  get source(): RelaySource {
    return this.#source;
  }

  /** What the encoder says of itself; null when none is connected. */
  get facts(): SourceFacts | null {
    return this.#feed?.facts() ?? null;
  }

  /** How far the media runs ahead of the wall clock, ms; negative when it lags. */
  get aheadMs(): number {
    return this.timeline.lastMs - this.timeline.wallMediaMs(this.#now());
  }

  /** The consumer begins with the newest key frame there is. The returned function detaches it. */
  attach(consumer: FlvConsumer): () => void {
    return this.#fanout.attach(consumer);
  }

  /** An encoder is there; its tags follow by `push`. It replaces the one before. */
  encoder(facts: () => SourceFacts): void {
    const prerollMs = this.#source === 'none' ? FIRST_PREROLL_MS : RETURN_PREROLL_MS;
    const feed = new EncoderFeed(
      this.timeline,
      this.options.loops,
      facts,
      (tag) => this.#out(tag),
      prerollMs,
    );
    this.#feed = feed;
    feed.on('on', (ms) => this.#switch('encoder', ms));
    feed.on('lacks', (what, missing) => this.emit('lacks', what, missing));
    feed.on('jumped', (byMs) => this.emit('jumped', byMs));
    if (this.#source === 'encoder') this.#holdStage(this.options.slateMs);
  }

  push(tag: SourceTag): void {
    this.#lastTagMs = this.#now();
    this.#feed?.push(tag, this.#lastTagMs);
  }

  /** The encoder is gone. */
  lost(): void {
    this.#feed = null;
    if (this.#source === 'encoder') this.#holdStage(this.options.slateMs);
  }

  /** Ends every consumer. Idempotent. */
  close(): void {
    clearInterval(this.#timer);
    this.#feed = null;
    this.#fanout.end();
  }

  #out(tag: MediaTag): void {
    this.#fanout.write(tag);
  }

  #holdStage(forMs: number): void {
    this.#feed?.rest();
    this.emit('lacks', 'no_audio', false);
    this.emit('lacks', 'no_video', false);
    this.#slateEndsMs = this.#now() + forMs;
    const ms = this.timeline.lastMs + 1;
    this.#switch('slate', ms);
    this.#slate.begin(ms);
  }

  #switch(source: RelaySource, mediaMs: number): void {
    this.#source = source;
    this.emit('source', source, mediaMs);
  }

  #tick(): void {
    const now = this.#now();
    this.#feed?.tick(now);
    if (this.#source === 'encoder' && now - this.#lastTagMs > SILENT_MS)
      this.#holdStage(this.options.slateMs);
    if (this.#source !== 'slate') return;
    this.#slate.tick(now);
    if (now < this.#slateEndsMs) return;
    clearInterval(this.#timer);
    this.emit('expired');
  }
}
