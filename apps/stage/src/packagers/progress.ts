/** One block of ffmpeg's `-progress` output. */
export interface EncoderProgress {
  fps: number;
  /** How much was encoded since the block before, as x real time; 0 in the first block. */
  speed: number;
  /** End of what was encoded, ms, on ffmpeg's own clock. */
  encodedMs: number;
}

/** ProgressReader reads ffmpeg's `-progress` pipe. ffmpeg's own `speed` is an average since the start; this is of the last second. */
export class ProgressReader {
  #rest = '';
  #fields = new Map<string, string>();
  #last: { atMs: number; encodedMs: number } | null = null;

  /** Returns the blocks that this chunk completed; `nowMs` is any steady clock. */
  push(chunk: string, nowMs: number): EncoderProgress[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line, nowMs));
  }

  #line(line: string, nowMs: number): EncoderProgress[] {
    const [key = '', value = ''] = line.split('=');
    this.#fields.set(key.trim(), value.trim());
    if (key.trim() !== 'progress') return [];
    const encodedMs = Number(this.#fields.get('out_time_us')) / 1000;
    const fps = Number(this.#fields.get('fps'));
    this.#fields.clear();
    if (!Number.isFinite(encodedMs)) return [];
    const last = this.#last;
    this.#last = { atMs: nowMs, encodedMs };
    const wall = last === null ? 0 : nowMs - last.atMs;
    const speed = last === null || wall <= 0 ? 0 : (encodedMs - last.encodedMs) / wall;
    return [{ fps: Number.isFinite(fps) ? fps : 0, speed, encodedMs }];
  }
}
