import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildOptions } from '@lectern/host/child';
import type { Settings } from './settings.ts';
import { rtmpUrl } from './services.ts';

/** The ffmpeg that plays the demo talk to a stage for ever, by stream copy. */
export function demoPush(
  settings: Settings,
  ffmpeg: string,
  talk: string,
  key: string,
): ChildOptions {
  // The key goes in by a file: arguments can be read by everybody on the machine.
  const preset = join(settings.paths.data, 'demo-push.ffpreset');
  writeFileSync(preset, `rtmp_playpath=${key}\n`, { mode: 0o600 });
  const input = ['-re', '-stream_loop', '-1', '-i', talk];
  const output = ['-c', 'copy', '-fpre', preset, '-f', 'flv', '-flvflags', 'no_duration_filesize'];
  const quiet = ['-hide_banner', '-nostats', '-loglevel', 'warning'];
  return {
    name: 'The demo talk',
    command: ffmpeg,
    detached: true,
    args: [...quiet, ...input, ...output, rtmpUrl(settings)],
  };
}
