import type { MediaPlaylist, StreamVariant, SubtitleRendition } from '@lectern/media/playlist';
import { renderMaster, renderMedia } from '@lectern/media/playlist';
import type { Rendition } from '@lectern/protocol/media';
import type { RenditionFacts, RoomState } from './state.js';

/** Share of a transport stream that is packet headers and tables. */
const MUX_OVERHEAD = 1.08;
/** x264 may fill a segment beyond its target by the size of its buffer. */
const PEAK = 1.25;

/** mediaText writes the playlist of one rendition; null while the window holds nothing of it. */
export function mediaText(state: RoomState, rendition: string, holdBack: number): string | null {
  const from = state.moments.findIndex((one) => one.files[rendition] !== undefined);
  if (from === -1) return null;
  const listed = state.moments.slice(from);
  const list: MediaPlaylist = {
    targetDuration: state.targetDuration,
    mediaSequence: listed[0]?.sequence ?? state.nextSequence,
    discontinuitySequence:
      state.discontinuitySequence +
      state.moments.slice(0, from).filter((one) => one.discontinuity).length,
    // A target that had to grow takes it along: three targets are the least that RFC 8216bis allows.
    holdBack: Math.max(holdBack, 3 * state.targetDuration),
    ended: state.ended,
    segments: listed.flatMap((one) => {
      const file = one.files[rendition];
      if (file === undefined) return [];
      return {
        uri: file.uri,
        duration: file.durationMs / 1000,
        dateMs: Math.round(state.startedAtMs + file.startMs),
        discontinuity: one.discontinuity,
      };
    }),
  };
  return renderMedia(list);
}

/** masterText writes `index.m3u8`; null until there are renditions, and every one has a segment. */
export function masterText(
  state: RoomState,
  renditions: readonly Rendition[],
  subtitles: readonly SubtitleRendition[],
): string | null {
  const variants = renditions.map((one) => {
    const facts = state.facts[one.name];
    return facts === undefined ? null : variantOf(one, facts);
  });
  const known = variants.filter((one) => one !== null);
  const isWhole = known.length > 0 && known.length === variants.length;
  return isWhole ? renderMaster({ variants: known, subtitles }) : null;
}

function variantOf(one: Rendition, facts: RenditionFacts): StreamVariant {
  const target = (one.videoKbps + one.audioKbps) * 1000 * MUX_OVERHEAD;
  const measured = facts.ms > 0 ? (facts.bytes * 8000) / facts.ms : target;
  return {
    uri: `${one.name}.m3u8`,
    // Slides are cheap until they move: the encoder's limit is announced until more was seen.
    bandwidth: roundUp(Math.max(facts.peak, target * (one.videoKbps > 0 ? PEAK : 1))),
    averageBandwidth: roundUp(measured),
    codecs: facts.codecs,
    ...(facts.video === null ? {} : { video: facts.video }),
  };
}

/** To two digits, so that the master playlist does not change with every segment. */
function roundUp(rate: number): number {
  const step = 10 ** Math.max(Math.floor(Math.log10(Math.max(rate, 1))) - 1, 0);
  return Math.ceil(rate / step) * step;
}
