import {
  Maximize,
  Minimize,
  Pause,
  PictureInPicture2,
  Play,
  Volume1,
  Volume2,
  VolumeX,
} from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { IconButton } from '../../ui/Button.js';
import { useStore } from '../../ui/store.js';
import { useWords } from '../../words/context.js';
import { durationWords } from '../../words/time.js';
import type { Player } from '../../live/player/player.js';
import { AUDIO, isBehind, type PlayerState } from '../../live/player/state.js';

const QualityMenu = lazy(() => import('./QualityMenu.js'));

export interface ControlsProps {
  player: Player;
  video: HTMLVideoElement;
  frame: HTMLElement | null;
  fullscreen: boolean;
  onFullscreen: () => void;
  onPictureInPicture: () => void;
}

/** The bar under the picture; every control is a native one with a name. */
export function Controls({
  player,
  video,
  frame,
  fullscreen,
  onFullscreen,
  onPictureInPicture,
}: ControlsProps) {
  const words = useWords().player;
  const state = useStore(player);
  const paused = state.status === 'paused' || state.held === 'all';
  const canFloat =
    document.pictureInPictureEnabled && !video.disablePictureInPicture && state.chosen !== AUDIO;
  return (
    <div className="controls" role="group" aria-label={words.label}>
      <PlaceSlider player={player} state={state} />
      <div className="controls-row">
        <IconButton
          className="player-button"
          label={paused ? words.play : words.pause}
          icon={paused ? <Play /> : <Pause />}
          onClick={player.toggle}
        />
        <Volume player={player} state={state} />
        <LiveEdge player={player} state={state} />
        <span className="controls-gap" />
        <Suspense fallback={null}>
          {state.qualities.length > 1 && (
            <QualityMenu player={player} state={state} container={fullscreen ? frame : null} />
          )}
        </Suspense>
        {canFloat && (
          <IconButton
            className="player-button"
            label={words.pictureInPicture}
            icon={<PictureInPicture2 />}
            onClick={onPictureInPicture}
          />
        )}
        <IconButton
          className="player-button player-button-last"
          label={fullscreen ? words.leaveFullscreen : words.fullscreen}
          icon={fullscreen ? <Minimize /> : <Maximize />}
          onClick={onFullscreen}
        />
      </div>
    </div>
  );
}

interface Part {
  player: Player;
  state: PlayerState;
}

function Volume({ player, state }: Part) {
  const words = useWords().player;
  const shown = state.muted ? 0 : state.volume;
  const Icon = shown === 0 ? VolumeX : shown < 0.5 ? Volume1 : Volume2;
  return (
    <div className="volume">
      <IconButton
        className="player-button"
        label={state.muted ? words.unmute : words.mute}
        icon={<Icon />}
        onClick={() => player.setMuted(!state.muted)}
      />
      <input
        type="range"
        className="slider volume-slider"
        aria-label={words.volume}
        min={0}
        max={100}
        step={5}
        value={Math.round(shown * 100)}
        aria-valuetext={`${Math.round(shown * 100)} %`}
        onChange={(event) => player.setVolume(Number(event.target.value) / 100)}
      />
    </div>
  );
}

/** Says whether this is live, how old the picture is when a pointer rests on it, and brings back to the edge. */
function LiveEdge({ player, state }: Part) {
  const { locale, player: words } = useWords();
  const [latencyMs, setLatencyMs] = useState<number | null>(null);
  const look = () => setLatencyMs(player.latencyMs());
  const known = latencyMs !== null && latencyMs > 0 && latencyMs < 3_600_000;
  const tip = known ? words.latency(durationWords(locale, latencyMs)) : undefined;
  if (!isBehind(state)) {
    return (
      <span
        className="live-edge"
        tabIndex={0}
        role="note"
        data-tip={tip}
        onPointerEnter={look}
        onFocus={look}
      >
        {words.live}
        {tip !== undefined && <span className="visually-hidden">{tip}</span>}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="live-edge live-edge-behind"
      onClick={player.goLive}
      data-tip={tip}
      onPointerEnter={look}
    >
      <span className="live-edge-how">
        {words.behind(durationWords(locale, state.behindMs))} ·{' '}
      </span>
      <b>{words.goLive}</b>
    </button>
  );
}

/** Shorter streams than this are not worth a way back, in ms. */
const WORTH_A_WAY_MS = 20_000;
const STEP_MS = 5_000;

function PlaceSlider({ player, state }: Part) {
  const { locale, player: words } = useWords();
  if (state.windowMs < WORTH_A_WAY_MS) return null;
  const behind = Math.min(state.behindMs, state.windowMs);
  return (
    <input
      type="range"
      className="slider place-slider"
      aria-label={words.place}
      aria-valuetext={
        isBehind(state) ? words.placeBehind(durationWords(locale, behind)) : words.placeLive
      }
      min={-state.windowMs}
      max={0}
      step={STEP_MS}
      value={-behind}
      onChange={(event) => player.seekBehind(-Number(event.target.value))}
    />
  );
}
