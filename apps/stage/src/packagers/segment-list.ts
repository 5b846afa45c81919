/** A line of the list that ffmpeg's segmenter writes when a segment is closed. */
export interface ListLine {
  name: string;
  durationMs: number;
}

/** SegmentList reads ffmpeg's CSV list from a pipe, chunk by chunk; only whole lines count. */
export class SegmentList {
  #rest = '';

  push(chunk: string): ListLine[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => readLine(line));
  }
}

function readLine(line: string): ListLine[] {
  const [name, start, end] = line.split(',');
  const durationMs = (Number(end) - Number(start)) * 1000;
  return name === undefined || !Number.isFinite(durationMs) ? [] : [{ name, durationMs }];
}
