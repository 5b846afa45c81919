/** One segment of a media playlist. */
export interface ListedSegment {
  uri: string;
  /** Seconds. */
  duration: number;
  /** Wall clock of its first picture, ms since 1970. On every segment: players align renditions and captions by it. */
  dateMs: number;
  /** The timeline or the coding parameters break before this segment. */
  discontinuity: boolean;
}

export interface MediaPlaylist {
  /** Whole seconds; no segment may round to more. */
  targetDuration: number;
  /** Number of the first segment in the list. */
  mediaSequence: number;
  /** How many discontinuities have left the list. */
  discontinuitySequence: number;
  /** Seconds a player should stay behind the end of the list; null to leave it to the player. */
  holdBack: number | null;
  segments: readonly ListedSegment[];
  /** The broadcast is over: no segment will follow. */
  ended: boolean;
}

/** One quality in a master playlist, described by what its segments really hold. */
export interface StreamVariant {
  uri: string;
  /** bit/s, the highest of any segment. */
  bandwidth: number;
  averageBandwidth: number;
  /** RFC 6381 names, e.g. `avc1.640028`, `mp4a.40.2`. */
  codecs: readonly string[];
  /** Absent for a rendition without picture. */
  video?: { width: number; height: number; fps: number };
}

/** A language of captions, listed in the one group `subs`. */
export interface SubtitleRendition {
  name: string;
  /** BCP 47 */
  language: string;
  uri: string;
  isDefault: boolean;
}

export interface MasterPlaylist {
  variants: readonly StreamVariant[];
  subtitles?: readonly SubtitleRendition[];
}

const GROUP = 'subs';

/** renderMedia writes a live media playlist (RFC 8216), with a date on every segment. */
export function renderMedia(list: MediaPlaylist): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:6',
    `#EXT-X-TARGETDURATION:${list.targetDuration}`,
    `#EXT-X-MEDIA-SEQUENCE:${list.mediaSequence}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${list.discontinuitySequence}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
  ];
  if (list.holdBack !== null)
    lines.push(`#EXT-X-SERVER-CONTROL:HOLD-BACK=${list.holdBack.toFixed(1)}`);
  for (const segment of list.segments) lines.push(...renderSegment(segment));
  if (list.ended) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}

function renderSegment({ uri, duration, dateMs, discontinuity }: ListedSegment): string[] {
  return [
    ...(discontinuity ? ['#EXT-X-DISCONTINUITY'] : []),
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(dateMs).toISOString()}`,
    `#EXTINF:${duration.toFixed(5)},`,
    uri,
  ];
}

/** renderMaster writes the playlist that lists the renditions and, when there are any, the caption languages. */
export function renderMaster({ variants, subtitles = [] }: MasterPlaylist): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-INDEPENDENT-SEGMENTS'];
  for (const subtitle of subtitles) lines.push(`#EXT-X-MEDIA:${subtitleAttributes(subtitle)}`);
  for (const variant of variants) {
    lines.push(
      `#EXT-X-STREAM-INF:${variantAttributes(variant, subtitles.length > 0)}`,
      variant.uri,
    );
  }
  return `${lines.join('\n')}\n`;
}

function variantAttributes(variant: StreamVariant, withSubtitles: boolean): string {
  const { bandwidth, averageBandwidth, codecs, video } = variant;
  const parts = [
    `BANDWIDTH=${Math.ceil(bandwidth)}`,
    `AVERAGE-BANDWIDTH=${Math.ceil(averageBandwidth)}`,
    `CODECS=${quoted(codecs.join(','))}`,
  ];
  if (video !== undefined) {
    parts.push(`RESOLUTION=${video.width}x${video.height}`);
    parts.push(`FRAME-RATE=${video.fps.toFixed(3)}`);
  }
  if (withSubtitles) parts.push(`SUBTITLES=${quoted(GROUP)}`);
  if (video !== undefined) parts.push('CLOSED-CAPTIONS=NONE');
  return parts.join(',');
}

function subtitleAttributes({ name, language, uri, isDefault }: SubtitleRendition): string {
  return [
    'TYPE=SUBTITLES',
    `GROUP-ID=${quoted(GROUP)}`,
    `NAME=${quoted(name)}`,
    `LANGUAGE=${quoted(language)}`,
    `DEFAULT=${isDefault ? 'YES' : 'NO'}`,
    'AUTOSELECT=YES',
    'FORCED=NO',
    `URI=${quoted(uri)}`,
  ].join(',');
}

/** A quoted-string can hold neither quotes nor line breaks, and knows no escape. */
function quoted(text: string): string {
  return `"${text.replace(/["\r\n]/g, ' ')}"`;
}
