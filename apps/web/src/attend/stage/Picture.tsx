import type { TalkView } from '@lectern/protocol/http';
import { useEffect, useState, type PointerEvent, type RefObject } from 'react';
import { useStore } from '../../ui/store.js';
import type { Player } from '../../live/player/player.js';
import { Screen } from '../player/Screen.js';
import { preferences } from '../preferences.js';
import { BannerView } from './BannerView.js';
import { toggleFullscreen, togglePictureInPicture } from './screen.js';
import type { Banner, Slate } from './situation.js';
import { SlateView } from './SlateView.js';
import './picture.css';

interface Props {
  frame: RefObject<HTMLDivElement | null>;
  video: HTMLVideoElement | null;
  onVideo: (video: HTMLVideoElement | null) => void;
  player: Player | null;
  title: string;
  poster: string | null;
  slate: Slate | null;
  banner: Banner | null;
  timeZone: string;
  chatOpen: boolean;
  upNext: TalkView | null;
  onCalendar: (talk: TalkView) => void;
}

/** The place of the picture: always there, always the same size, whatever stands in it. */
export function Picture({
  frame,
  video,
  onVideo,
  player,
  title,
  poster,
  slate,
  banner,
  ...words
}: Props) {
  const native = useStore(preferences).nativeControls;
  const fullscreen = useFullscreen();
  useMediaSession(title);
  const onFullscreen = () => toggleFullscreen(frame.current, video);
  const pressed = (event: PointerEvent) => {
    // A touch only wakes the controls; a mouse that presses the picture means it.
    if (event.pointerType === 'mouse' && event.button === 0 && !native) player?.toggle();
  };
  return (
    <div ref={frame} className="picture">
      <Screen
        player={slate ? null : player}
        video={video}
        frame={frame.current}
        fullscreen={fullscreen}
        onFullscreen={onFullscreen}
        onPictureInPicture={() => togglePictureInPicture(video)}
      >
        {/* No `hidden`: an element that is out of the page could not begin to play. */}
        <video
          ref={onVideo}
          className={slate ? 'picture-veiled' : undefined}
          aria-hidden={slate ? true : undefined}
          aria-label={title}
          playsInline
          controls={native && !slate}
          {...(poster !== null && { poster })}
          onPointerUp={pressed}
          onDoubleClick={onFullscreen}
        />
      </Screen>
      {slate && <SlateView slate={slate} {...words} />}
      {banner && <BannerView banner={banner} />}
    </div>
  );
}

function useFullscreen(): boolean {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  return on;
}

/** What the lock screen and headphones show. */
function useMediaSession(title: string): void {
  useEffect(() => {
    if ('mediaSession' in navigator) navigator.mediaSession.metadata = new MediaMetadata({ title });
  }, [title]);
}
