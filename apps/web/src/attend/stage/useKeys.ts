import { useEffect, useRef, type RefObject } from 'react';
import { useStore } from '../../ui/store.js';
import { focusOf, keyAction, type KeyAction } from '../player/keys.js';
import type { Player } from '../../live/player/player.js';
import { preferences } from '../preferences.js';
import { toggleFullscreen, togglePictureInPicture } from './screen.js';

interface Targets {
  player: Player | null;
  video: HTMLVideoElement | null;
  frame: RefObject<HTMLElement | null>;
  panel: () => void;
  write: () => void;
  help: () => void;
}

const SEEK_MS = 10_000;
const VOLUME = 0.1;

/** The keys of the stage page, wherever the focus is, as long as nobody writes. */
export function useKeys(targets: Targets): void {
  const on = useStore(preferences).keys;
  const latest = useRef(targets);
  useEffect(() => {
    latest.current = targets;
  });
  useEffect(() => {
    if (!on) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const action = keyAction(event, focusOf(document.activeElement));
      if (action === null || !run(action, latest.current)) return;
      event.preventDefault();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [on]);
}

/** Does it; false when there is nothing to do it with. */
function run(action: KeyAction, { player, video, frame, panel, write, help }: Targets): boolean {
  switch (action) {
    case 'panel':
      panel();
      return true;
    case 'write':
      write();
      return true;
    case 'help':
      help();
      return true;
    case 'fullscreen':
      toggleFullscreen(frame.current, video);
      return true;
    default:
      return player !== null && runPlayer(action, player, video);
  }
}

function runPlayer(action: KeyAction, player: Player, video: HTMLVideoElement | null): boolean {
  const { muted, volume } = player.snapshot();
  switch (action) {
    case 'toggle':
      player.toggle();
      return true;
    case 'mute':
      player.setMuted(!muted);
      return true;
    case 'back':
      player.seekBy(-SEEK_MS);
      return true;
    case 'forward':
      player.seekBy(SEEK_MS);
      return true;
    case 'louder':
      player.setVolume((muted ? 0 : volume) + VOLUME);
      return true;
    case 'softer':
      player.setVolume((muted ? 0 : volume) - VOLUME);
      return true;
    case 'live':
      player.goLive();
      return true;
    case 'pictureInPicture':
      togglePictureInPicture(video);
      return true;
    default:
      return false;
  }
}
