import { Emitter } from '@lectern/host/emitter';
import type { FlvConsumer, MediaTag } from './flv-consumer.js';
import { FLV_AUDIO, flvTag, readFlv } from './flv-tag.js';
import { PcmRun } from './pcm-run.js';

interface PcmEvents extends Record<string, unknown[]> {
  /**
   * Signed 16-bit little-endian mono at 16 kHz, in order. `mediaMs` is the media time of the first sample, by counting samples;
   * where the source changed, it may differ by some ms from the end of the piece before.
   */
  samples: [pcm: Buffer, mediaMs: number];
  /** Once; nothing follows. `error` is null when it was asked to end. */
  closed: [error: string | null];
}

/**
 * The sound of a broadcast as plain samples, for whoever listens to speech. Its ffmpeg runs only while it is attached,
 * and a new one for each format of the sound: one that changes within a run would leave the count.
 */
export class PcmTap extends Emitter<PcmEvents> implements FlvConsumer {
  #config: Buffer | null = null;
  /** The newest takes the sound; the older ones still give their last samples, before it. */
  readonly #runs: Array<{ run: PcmRun; held: Array<[Buffer, number]> }> = [];
  #isNew = true;
  #isEnding = false;
  #isClosed = false;

  constructor(readonly ffmpeg: string) {
    super();
  }

  start(head: Buffer): void {
    const audio = readFlv(head).find((tag) => tag.type === FLV_AUDIO);
    if (audio !== undefined) this.#config = flvTag(FLV_AUDIO, 0, audio.body);
  }

  write(tag: MediaTag): void {
    if (this.#isClosed) return;
    if (tag.kind === 'audio-config') {
      this.#config = tag.bytes;
      this.#isNew = true;
    }
    if (tag.kind !== 'audio' || this.#config === null) return;
    if (this.#isNew) this.#begin(tag.timestampMs, this.#config);
    this.#runs.at(-1)?.run.write(tag.bytes, tag.timestampMs);
  }

  end(): void {
    this.#isEnding = true;
    this.#runs.at(-1)?.run.end();
    if (this.#runs.length === 0) this.#close(null);
  }

  #begin(firstMs: number, config: Buffer): void {
    this.#isNew = false;
    this.#runs.at(-1)?.run.end();
    const one = {
      run: new PcmRun(this.ffmpeg, firstMs, config),
      held: new Array<[Buffer, number]>(),
    };
    this.#runs.push(one);
    one.run.on('samples', (pcm, mediaMs) => {
      if (this.#runs[0] === one) this.emit('samples', pcm, mediaMs);
      else one.held.push([pcm, mediaMs]);
    });
    one.run.on('closed', (error) => {
      this.#runs.splice(this.#runs.indexOf(one), 1);
      for (const [pcm, mediaMs] of this.#runs[0]?.held.splice(0) ?? [])
        this.emit('samples', pcm, mediaMs);
      if (error !== null || (this.#isEnding && this.#runs.length === 0)) this.#close(error);
    });
  }

  #close(error: string | null): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const { run } of this.#runs) run.end();
    this.emit('closed', error);
  }
}
