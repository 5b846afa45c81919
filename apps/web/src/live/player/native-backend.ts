import type { Backend, BackendEvents } from './backend.js';

/** Seconds a newcomer is kept from the end of the list; the browser does not tell its own figure. */
const HOLD_BACK = 9;

/** Video of Safari, which knows the date of its first moment. */
interface DatedVideo extends HTMLVideoElement {
  getStartDate?(): Date;
}

/** The browser's own HLS: iPhones without Media Source Extensions. It chooses the quality itself. */
export function nativeBackend(video: DatedVideo, src: string, events: BackendEvents): Backend {
  const fail = () => events.failed(video.error?.message ?? 'the browser could not play it');
  const size = () => events.showing(video.videoHeight);
  video.addEventListener('error', fail);
  video.addEventListener('resize', size);
  video.src = src;
  const edge = (which: 'start' | 'end') => {
    const { seekable } = video;
    return seekable.length === 0 ? null : seekable[which](seekable.length - 1);
  };
  return {
    choose: () => undefined,
    livePosition: () => {
      const end = edge('end');
      return end === null ? null : Math.max(edge('start') ?? 0, end - HOLD_BACK);
    },
    oldestPosition: () => edge('start'),
    dateMs: () => {
      const start = video.getStartDate?.().getTime() ?? Number.NaN;
      return Number.isNaN(start) ? null : start + video.currentTime * 1_000;
    },
    retry: () => {
      video.src = src;
      video.load();
    },
    close: () => {
      video.removeEventListener('error', fail);
      video.removeEventListener('resize', size);
      video.removeAttribute('src');
      video.load();
    },
  };
}
