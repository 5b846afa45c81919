import type { PackagerKind, Rendition } from '@lectern/protocol/media';
const NAMES: Record<PackagerKind, string> = { owncast: 'Owncast', ladder: 'The encoder (ffmpeg)' };

export function restarted(kind: PackagerKind, error: string): string {
  return `${NAMES[kind]} stopped and was started again (${withoutStop(error)}). Viewers go on; nothing needs to be done unless it happens again.`;
}

export function hung(seconds: number): string {
  return `no segment for ${seconds} s`;
}

export function replaced(error: string): string {
  return `Owncast gave no pictures for 15 s (${withoutStop(error)}), so the built-in ffmpeg encoder carries this broadcast. The next broadcast tries Owncast again; its log is in the stage's working folder.`;
}

export function ffmpegMissing(): string {
  return 'ffmpeg is not installed on this stage host, so nothing can be encoded and viewers see no picture. Install ffmpeg; the stage goes on by itself.';
}

export function owncastMissing(): string {
  return 'Owncast is not installed on this stage host, so the built-in ffmpeg encoder carries the broadcast. Install Owncast, or choose the built-in encoder for this room.';
}

export function leftOut(renditions: readonly Rendition[], cores: number): string {
  const names = renditions.map((one) => one.name.toUpperCase()).join(' and ');
  return `This machine (${cores} ${cores === 1 ? 'core' : 'cores'}) cannot encode ${names} in real time, so viewers get the smaller renditions only. A faster machine, or fewer renditions, would help.`;
}

export function tooSlow(next: Rendition | null): string {
  return next === null
    ? 'This machine is too slow to encode even the smallest rendition in real time: viewers will see pauses. Stop other work on it, or use a faster one.'
    : `This machine was too slow to encode in real time, so ${next.name.toUpperCase()} is left out now. Viewers go on with the smaller renditions.`;
}

const DISK_FULL = 'No space left on device';

/** True for what a program says that could not write any more. */
export function isDiskFull(text: string): boolean {
  return text.includes(DISK_FULL);
}

export function diskFull(): string {
  return 'The disk of the stage host is full: no new pictures reach the viewers. Delete old recordings or give it more room; the stage goes on by itself.';
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}
