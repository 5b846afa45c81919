import Hls, { type AttrList, type ErrorData } from 'hls.js';
import type { Backend, BackendEvents } from './backend.js';
import { patience } from './patience.js';
import { AUDIO, AUTO, type Quality } from './state.js';
import { allowOwnWorkers } from './trusted-types.js';

export const isSupported = (): boolean => Hls.isSupported();

interface Rendition {
  url: string | string[];
  height?: number | undefined;
  videoCodec?: string | undefined;
  bitrate: number;
  attrs: AttrList;
}

/** hls.js drops renditions without a picture from a list that has pictures, so sound alone is played from its own list. */
const isAudioOnly = ({ videoCodec, height }: Rendition): boolean => !videoCodec && !height;

const qualityOf = ({ height = 0, bitrate, attrs }: Rendition): Quality => ({
  key: `${height}-${bitrate}`,
  height,
  fps: Math.round(attrs.decimalFloatingPoint('FRAME-RATE') || 0),
  kbps: Math.round(bitrate / 1_000),
});

/** Two media errors within this time, in ms, and the whole player is made anew. */
const MEDIA_ERROR_MS = 5_000;

/** Plays with hls.js. Neither sync duration nor count is set, so that it obeys the HOLD-BACK of the playlist. */
export function hlsBackend(video: HTMLVideoElement, src: string, events: BackendEvents): Backend {
  allowOwnWorkers();
  let hls = create();
  let audio: (Rendition & { url: string }) | null = null;
  let chosen = AUTO;
  let mediaErrorAt = Number.NEGATIVE_INFINITY;

  function create(): Hls {
    const made = new Hls({
      ...patience(),
      backBufferLength: 60,
      capLevelToPlayerSize: true,
      liveDurationInfinity: true,
      // Takes off what the moment of joining and short stalls added, too gently to be heard.
      maxLiveSyncPlaybackRate: 1.05,
    });
    // hls.js itself has heard of it first: its levels are there.
    made.on(Hls.Events.MANIFEST_LOADED, (_, data) => {
      // The list of sound alone names nothing but itself.
      if (chosen === AUDIO) return;
      audio = data.levels.find(isAudioOnly) ?? null;
      const sound = audio && { ...qualityOf(audio), key: AUDIO, height: 0 };
      events.qualities([...made.levels.map(qualityOf), ...(sound ? [sound] : [])]);
      apply(made);
    });
    made.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) =>
      events.showing(made.levels[level]?.height ?? 0),
    );
    made.on(Hls.Events.ERROR, (_, data) => fail(made, data));
    made.attachMedia(video);
    return made;
  }

  function apply(to: Hls): void {
    to.nextLevel =
      chosen === AUTO ? -1 : to.levels.findIndex((level) => qualityOf(level).key === chosen);
  }

  function fail(from: Hls, { fatal, type, details }: ErrorData): void {
    if (!fatal || from !== hls) return;
    const now = performance.now();
    if (type === Hls.ErrorTypes.MEDIA_ERROR && now - mediaErrorAt > MEDIA_ERROR_MS) {
      mediaErrorAt = now;
      from.recoverMediaError();
      return;
    }
    events.failed(details);
  }

  function load(): void {
    hls.loadSource(chosen === AUDIO && audio ? audio.url : src);
  }

  function renew(): void {
    hls.destroy();
    hls = create();
    load();
  }

  load();
  return {
    choose(key) {
      const crossing = (key === AUDIO) !== (chosen === AUDIO);
      if (key === AUDIO && !audio) return;
      chosen = key;
      if (crossing) renew();
      else apply(hls);
    },
    livePosition: () => hls.liveSyncPosition,
    oldestPosition: () => (video.seekable.length > 0 ? video.seekable.start(0) : null),
    dateMs: () => hls.playingDate?.getTime() ?? null,
    retry: renew,
    close: () => hls.destroy(),
  };
}
