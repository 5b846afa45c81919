import { Emitter } from '@lectern/host/emitter';
import type { ObservedStage } from '@lectern/protocol/stage';
import { classify } from '../relay/classify.js';
import { plainBody } from '../relay/enhanced.js';
import { FLV_VIDEO, flvTag, type SourceTag } from '../relay/flv-tag.js';
import type { SourceFacts } from '../relay/metadata.js';
import type { Amf } from './amf0.js';
import { Rate } from './rate.js';
import { pictureSize } from './sps.js';

/** The largest picture that is taken, in pixels: 4K. */
const MAX_PIXELS = 4_096 * 2_304;

export type IngestHealth = NonNullable<ObservedStage['ingest']>;

interface IngestEvents extends Record<string, unknown[]> {
  tag: [tag: SourceTag];
  /** The feed cannot be served; a sentence for the organizer. Comes right after `closed`. */
  unsupported: [what: 'video' | 'audio', sentence: string];
  /** The connection is gone. Once. */
  closed: [];
}

/** One encoder's published stream. */
export class Ingest extends Emitter<IngestEvents> {
  readonly #bytes = new Rate();
  readonly #frames = new Rate();
  #closed = false;
  #lastMs: number;
  #facts: SourceFacts;
  #hasAudio = false;
  #hasVideo = false;

  constructor(
    readonly from: string,
    encoder: string,
    /** Of the key that opened the room. */
    readonly keyHash: string,
    readonly sinceMs: number,
    /** Stops (true) or continues reading the socket. */
    readonly hold: (held: boolean) => void,
    /** Closes the connection. */
    readonly close: () => void,
  ) {
    super();
    this.#lastMs = sinceMs;
    this.#facts = { encoder, width: 0, height: 0, fps: 0 };
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  readonly facts = (): SourceFacts => this.#facts;

  /** How long nothing has come, ms. */
  silentMs(nowMs: number): number {
    return Math.max(0, Math.round(nowMs - this.#lastMs));
  }

  /** Takes an RTMP audio or video message. The body is copied. */
  media(type: number, timestampMs: number, message: Buffer, nowMs: number): void {
    this.#lastMs = nowMs;
    this.#bytes.add(message.length, nowMs);
    const body = plainBody(type, message);
    const found = classify(type, body);
    if ('unsupported' in found) return this.#refuse(found.unsupported, found.codec);
    if (!('kind' in found)) return;
    if (found.kind === 'video-config' && !this.#measure(body)) return;
    this.#hasVideo ||= type === FLV_VIDEO;
    this.#hasAudio ||= found.kind === 'audio';
    if (found.kind === 'key-frame' || found.kind === 'frame') this.#frames.add(1, nowMs);
    this.emit('tag', { kind: found.kind, timestampMs, bytes: flvTag(type, timestampMs, body) });
  }

  /** Takes an RTMP data message: what the encoder says of itself. */
  data(values: Amf[]): void {
    const facts = metadataOf(values);
    if (facts === null) return;
    this.#facts = {
      encoder:
        typeof facts['encoder'] === 'string' ? printable(facts['encoder']) : this.#facts.encoder,
      width: Math.round(size(facts['width'])) || this.#facts.width,
      height: Math.round(size(facts['height'])) || this.#facts.height,
      fps: size(facts['framerate'], 1_000) || this.#facts.fps,
    };
  }

  /** Said by the connection when it is gone. */
  gone(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('closed');
  }

  health(nowMs: number): IngestHealth {
    return {
      sinceMs: Math.round(this.sinceMs),
      from: this.from,
      encoder: this.#facts.encoder,
      kbps: Math.round((this.#bytes.perSecond(nowMs) * 8) / 1_000),
      fps: Math.round(this.#frames.perSecond(nowMs) * 10) / 10,
      width: this.#facts.width,
      height: this.#facts.height,
      videoCodec: this.#hasVideo ? 'H.264' : '',
      audioCodec: this.#hasAudio ? 'AAC' : '',
      silentMs: this.silentMs(nowMs),
    };
  }

  #measure(avcConfig: Buffer): boolean {
    const found = pictureSize(avcConfig);
    if (found === null) return true;
    if (found.width * found.height > MAX_PIXELS) {
      this.#refuse('video', `${found.width}×${found.height} H.264`);
      return false;
    }
    this.#facts = { ...this.#facts, ...found };
    return true;
  }

  #refuse(what: 'video' | 'audio', codec: string): void {
    const need = what === 'video' ? 'H.264 video up to 4K' : 'AAC sound';
    this.close();
    this.emit(
      'unsupported',
      what,
      `The encoder sends ${codec}, which the stage cannot take; set it to ${need} and start it again.`,
    );
  }
}

/** The facts of an `onMetaData` message, which encoders wrap in `@setDataFrame`. */
function metadataOf(values: Amf[]): { [name: string]: Amf } | null {
  const named = values[0] === '@setDataFrame' ? values.slice(1) : values;
  const facts = named[0] === 'onMetaData' ? named[1] : null;
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return null;
  return facts;
}

/** At most 80 printable characters of a text that an encoder gave. */
export function printable(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').slice(0, 80);
}

function size(value: Amf, most = 16_384): number {
  return typeof value === 'number' && value > 0 && value <= most
    ? Math.round(value * 100) / 100
    : 0;
}
