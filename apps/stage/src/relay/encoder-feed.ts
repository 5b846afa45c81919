import { Emitter } from '@lectern/host/emitter';
import { Filler, fill } from './filler.js';
import type { MediaTag } from './flv-consumer.js';
import {
  FLV_AUDIO,
  FLV_VIDEO,
  type SourceTag,
  flvTag,
  tagBody,
  writeTimestamp,
} from './flv-tag.js';
import type { Loops } from './loops.js';
import { metadataTag, type SourceFacts } from './metadata.js';
import { Preroll } from './preroll.js';
import type { Timeline } from './timeline.js';

/** After so much picture without sound (or the reverse) the missing one is filled in, ms. */
const SOUND_MISSING_MS = 2_000;
const PICTURE_MISSING_MS = 3_500;

export type FeedFault = 'no_audio' | 'no_video';

interface FeedEvents extends Record<string, unknown[]> {
  /** Its first picture is about to go out, at this media time. After `rest`, again. */
  on: [mediaMs: number];
  /** The feed lacks its sound or its picture, or has it again. */
  lacks: [what: FeedFault, missing: boolean];
  /** The encoder's clock jumped by so many ms, and was cut to the wall clock. */
  jumped: [byMs: number];
}

/** An encoder's tags, put on the broadcast's timeline and made whole: silence where there is no sound, a still where there is no picture. */
export class EncoderFeed extends Emitter<FeedEvents> {
  readonly #preroll: Preroll;
  #running = false;
  #silence: Filler | null = null;
  #still: Filler | null = null;
  #lastSoundMs = 0;
  #lastPictureMs = 0;
  /** The configuration that consumers have, to leave out repetitions. */
  #sent = new Map<MediaTag['kind'], Buffer>();

  constructor(
    readonly timeline: Timeline,
    readonly loops: Loops,
    readonly facts: () => SourceFacts,
    readonly out: (tag: MediaTag) => void,
    prerollMs: number,
  ) {
    super();
    this.#preroll = new Preroll(prerollMs);
  }

  push(tag: SourceTag, wallMs: number): void {
    if (tag.kind === 'metadata') return;
    if (tag.kind === 'video-config' || tag.kind === 'audio-config') this.#preroll.configure(tag);
    else if (this.#running) this.#place(tag, wallMs);
    else {
      this.#preroll.push(tag, wallMs);
      this.tick(wallMs);
    }
  }

  /** To be called often: decides that nothing more is to be waited for. */
  tick(wallMs: number): void {
    if (!this.#running && this.#preroll.isReady(wallMs)) this.#begin();
  }

  /** Something else is on air now. The feed comes back with its next key frame. */
  rest(): void {
    this.#running = false;
    this.#preroll.clear();
  }

  #begin(): void {
    const queue = this.#preroll.take();
    const first = queue[0];
    if (first === undefined) return;
    this.#running = true;
    this.#sent.clear();
    const ms = this.timeline.anchor(first.tag.timestampMs, first.wallMs);
    this.emit('on', ms);
    this.out({ kind: 'metadata', timestampMs: ms, bytes: metadataTag(this.facts()) });
    this.#lastSoundMs = ms;
    this.#lastPictureMs = ms;
    const { video, audio } = this.#preroll.configs;
    this.#setStill(video === null ? ms : null);
    this.#setSilence(audio === null ? ms : null);
    if (video !== null) this.#configure('video-config', ms);
    if (audio !== null) this.#configure('audio-config', ms);
    for (const { tag, wallMs } of queue) this.#place(tag, wallMs);
  }

  #place(tag: SourceTag, wallMs: number): void {
    const { video, audio } = this.#preroll.configs;
    const isSound = tag.kind === 'audio';
    if ((isSound ? audio : video) === null) return;
    if (this.#still !== null && tag.kind === 'frame') return;
    const { ms, jumpedMs } = this.timeline.place(tag.timestampMs, wallMs);
    if (jumpedMs !== 0) this.emit('jumped', jumpedMs);
    if (isSound) this.#sound(ms);
    else this.#picture(ms);
    writeTimestamp(tag.bytes, ms);
    this.out({ kind: tag.kind, timestampMs: ms, bytes: tag.bytes });
  }

  #sound(ms: number): void {
    this.#lastSoundMs = ms;
    if (this.#silence !== null) this.#setSilence(null);
    this.#configure('audio-config', ms);
    if (this.#still === null && ms - this.#lastPictureMs > PICTURE_MISSING_MS) this.#setStill(ms);
    if (this.#still !== null) for (const frame of fill([this.#still], ms)) this.out(frame);
  }

  #picture(ms: number): void {
    this.#lastPictureMs = ms;
    if (this.#still !== null) this.#setStill(null);
    this.#configure('video-config', ms);
    if (this.#silence === null && ms - this.#lastSoundMs > SOUND_MISSING_MS) this.#setSilence(ms);
    if (this.#silence !== null) for (const frame of fill([this.#silence], ms)) this.out(frame);
  }

  #configure(kind: 'video-config' | 'audio-config', ms: number): void {
    const { video, audio } = this.#preroll.configs;
    const config = kind === 'video-config' ? video : audio;
    if (config === null || this.#sent.get(kind)?.equals(config) === true) return;
    this.#sent.set(kind, config);
    const type = kind === 'video-config' ? FLV_VIDEO : FLV_AUDIO;
    this.out({ kind, timestampMs: ms, bytes: flvTag(type, ms, config) });
  }

  #setSilence(fromMs: number | null): void {
    if (fromMs !== null || this.#silence !== null) this.emit('lacks', 'no_audio', fromMs !== null);
    this.#silence = fromMs === null ? null : this.#fill('sound', fromMs);
  }

  #setStill(fromMs: number | null): void {
    if (fromMs !== null || this.#still !== null) this.emit('lacks', 'no_video', fromMs !== null);
    this.#still = fromMs === null ? null : this.#fill('picture', fromMs);
  }

  #fill(kind: 'picture' | 'sound', ms: number): Filler {
    const filler = new Filler(kind, kind === 'picture' ? this.loops.still : this.loops.silence);
    const config = filler.begin(ms);
    this.#sent.set(config.kind, tagBody(config.bytes));
    this.out(config);
    return filler;
  }
}
