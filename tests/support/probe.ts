import { spawnSync } from 'node:child_process';

export interface Probed {
  codecs: string[];
  width: number;
  height: number;
}

/** What ffprobe reads of a playlist or file, within 20 s. */
export function ffprobe(url: string): Probed {
  const run = spawnSync('ffprobe', ['-v', 'error', '-show_streams', '-of', 'json', url], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (run.status !== 0) throw new Error(`ffprobe ${url}: ${run.stderr}`);
  const streams: { codec_name: string; width?: number; height?: number }[] = JSON.parse(
    run.stdout,
  ).streams;
  return {
    codecs: streams.map((stream) => stream.codec_name).toSorted(),
    width: Math.max(0, ...streams.map((stream) => stream.width ?? 0)),
    height: Math.max(0, ...streams.map((stream) => stream.height ?? 0)),
  };
}
