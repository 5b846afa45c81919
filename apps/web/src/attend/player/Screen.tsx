import { Headphones, Play, VolumeX } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../../ui/Button.js';
import { classes } from '../../ui/classes.js';
import { useStore } from '../../ui/store.js';
import { useWords } from '../../words/context.js';
import { preferences } from '../preferences.js';
import { Controls } from './Controls.js';
import type { Player } from '../../live/player/player.js';
import { AUDIO } from '../../live/player/state.js';
import { useIdle } from './useIdle.js';
import './player.css';

export interface ScreenProps {
  /** Null while there is nothing to play. */
  player: Player | null;
  video: HTMLVideoElement | null;
  frame: HTMLElement | null;
  fullscreen: boolean;
  onFullscreen: () => void;
  onPictureInPicture: () => void;
  /** The video element; it is kept for as long as the page, so that it never moves. */
  children: ReactNode;
}

/** The picture with its controls, which step back while nobody reaches for them. */
export function Screen({ player, video, frame, children, ...actions }: ScreenProps) {
  const native = useStore(preferences).nativeControls;
  const ref = useRef<HTMLDivElement>(null);
  const idle = useIdle(ref);
  return (
    <div ref={ref} className={classes('screen', idle && 'screen-idle')}>
      {children}
      {player && video && (
        <>
          <Held player={player} />
          {!native && <Controls player={player} video={video} frame={frame} {...actions} />}
        </>
      )}
    </div>
  );
}

/** What lies over the picture: a press that the browser asks for, or words instead of a picture. */
function Held({ player }: { player: Player }) {
  const words = useWords();
  const state = useStore(player);
  const [startedAt] = useState(() => performance.now());
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Somebody who came by keyboard finds the only thing to press; later the focus is left where it is.
    if (
      state.held === 'all' &&
      performance.now() - startedAt < 3_000 &&
      document.activeElement === document.body
    ) {
      button.current?.focus();
    }
  }, [state.held, startedAt]);
  if (state.held === 'all') {
    return (
      <div className="screen-centre">
        <Button ref={button} look="primary" icon={<Play />} onClick={player.toggle}>
          {words.player.start}
        </Button>
      </div>
    );
  }
  return (
    <>
      {state.chosen === AUDIO && (
        <div className="screen-centre screen-audio">
          <Headphones aria-hidden="true" />
          <p>{words.situation.audioOnly}</p>
          <p className="small">{words.situation.audioOnlyWhy}</p>
        </div>
      )}
      {state.held === 'sound' && (
        <Button className="screen-sound" icon={<VolumeX />} onClick={() => player.setMuted(false)}>
          {words.player.soundIsOff}
        </Button>
      )}
    </>
  );
}
