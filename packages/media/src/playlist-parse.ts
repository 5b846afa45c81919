import type { ListedSegment, MediaPlaylist, StreamVariant } from './playlist.js';

/** parseMedia reads a media playlist of our own form; throws with the line that it does not understand. */
export function parseMedia(text: string): MediaPlaylist {
  const lines = linesOf(text);
  const segments: ListedSegment[] = [];
  let discontinuity = false;
  let dateMs = Number.NaN;
  let duration = Number.NaN;
  for (const line of lines) {
    if (line === '#EXT-X-DISCONTINUITY') discontinuity = true;
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) dateMs = Date.parse(after(line));
    else if (line.startsWith('#EXTINF:')) duration = Number.parseFloat(after(line));
    else if (!line.startsWith('#')) {
      segments.push({ uri: line, duration, dateMs, discontinuity });
      discontinuity = false;
      dateMs = Number.NaN;
      duration = Number.NaN;
    }
  }
  return {
    targetDuration: numberTag(lines, 'TARGETDURATION') ?? fail('has no EXT-X-TARGETDURATION'),
    mediaSequence: numberTag(lines, 'MEDIA-SEQUENCE') ?? 0,
    discontinuitySequence: numberTag(lines, 'DISCONTINUITY-SEQUENCE') ?? 0,
    holdBack: holdBackOf(lines),
    segments,
    ended: lines.includes('#EXT-X-ENDLIST'),
  };
}

/** parseMaster reads the renditions of a master playlist. */
export function parseMaster(text: string): { variants: StreamVariant[]; subtitles: string[] } {
  const lines = linesOf(text);
  const variants: StreamVariant[] = [];
  lines.forEach((line, n) => {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) return;
    const attributes = parseAttributes(after(line));
    const uri = lines[n + 1];
    if (uri === undefined || uri.startsWith('#')) fail('has a STREAM-INF without an address');
    else variants.push(variantOf(uri, attributes));
  });
  const subtitles = lines
    .filter((line) => line.startsWith('#EXT-X-MEDIA:TYPE=SUBTITLES'))
    .map((line) => parseAttributes(after(line)).get('URI') ?? '');
  return { variants, subtitles };
}

function variantOf(uri: string, attributes: Map<string, string>): StreamVariant {
  const bandwidth = Number(
    attributes.get('BANDWIDTH') ?? fail('has a STREAM-INF without BANDWIDTH'),
  );
  const [width, height] = (attributes.get('RESOLUTION') ?? '').split('x').map(Number);
  const fps = Number(attributes.get('FRAME-RATE') ?? 0);
  return {
    uri,
    bandwidth,
    averageBandwidth: Number(attributes.get('AVERAGE-BANDWIDTH') ?? bandwidth),
    codecs: (attributes.get('CODECS') ?? '').split(',').filter((codec) => codec !== ''),
    ...(width !== undefined && height !== undefined ? { video: { width, height, fps } } : {}),
  };
}

/** parseAttributes reads an attribute list (RFC 8216, 4.2); quotes are taken off. */
export function parseAttributes(list: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', quoted, plain] of list.matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^,]*))/g)) {
    attributes.set(name, quoted ?? plain ?? '');
  }
  return attributes;
}

function holdBackOf(lines: readonly string[]): number | null {
  const control = lines.find((line) => line.startsWith('#EXT-X-SERVER-CONTROL:'));
  const value =
    control === undefined ? undefined : parseAttributes(after(control)).get('HOLD-BACK');
  return value === undefined ? null : Number(value);
}

function numberTag(lines: readonly string[], name: string): number | undefined {
  const line = lines.find((one) => one.startsWith(`#EXT-X-${name}:`));
  return line === undefined ? undefined : Number.parseInt(after(line), 10);
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines[0] !== '#EXTM3U') fail('does not begin with #EXTM3U');
  return lines;
}

function after(line: string): string {
  return line.slice(line.indexOf(':') + 1);
}

function fail(what: string): never {
  throw new Error(`The playlist ${what}.`);
}
