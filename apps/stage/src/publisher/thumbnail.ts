import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, startChild } from '@lectern/host/child';

const EVERY_MS = 15_000;
const LIMIT_MS = 10_000;

/** Thumbnail keeps `thumb.jpg` of a room fresh: one picture of the newest segment, made in what time the machine has left. */
export class Thumbnail {
  #madeMs = -EVERY_MS;
  #running: Promise<void> | null = null;
  #child: Child | null = null;

  constructor(
    private readonly folder: string,
    private readonly ffmpeg: string,
  ) {}

  /** Makes a new picture when the last one is old; never two at a time. `uri` is relative to the folder. */
  offer(uri: string, nowMs: number): void {
    if (this.#running !== null || nowMs - this.#madeMs < EVERY_MS) return;
    this.#madeMs = nowMs;
    this.#running = this.#make(uri).finally(() => {
      this.#running = null;
    });
  }

  /** Nobody waits for a picture of what is over. */
  async close(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#running;
  }

  async #make(uri: string): Promise<void> {
    const temporary = join(this.folder, 'thumb.tmp.jpg');
    const child = startChild({
      name: 'ffmpeg (thumbnail)',
      command: this.ffmpeg,
      args: [
        ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', '-threads', '1'],
        ...['-skip_frame', 'nokey', '-i', join(this.folder, uri)],
        ...['-frames:v', '1', '-vf', 'scale=480:-2', '-q:v', '5', temporary],
      ],
      nice: 15,
    });
    this.#child = child;
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    const { code } = await child.exited;
    clearTimeout(limit);
    // A missing picture is no fault of the stage: the old one stays, and the next one comes in 15 s.
    if (code === 0) await rename(temporary, join(this.folder, 'thumb.jpg')).catch(() => undefined);
  }
}
