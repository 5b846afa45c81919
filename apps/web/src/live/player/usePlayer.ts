import type { StageState } from '@lectern/protocol/stage';
import { useEffect, useState } from 'react';
import { useStore, createCell } from '../../ui/store.js';
import { createPlayer, type Player } from './player.js';
import { initialState, type PlayerState } from './state.js';

interface Source {
  playlist: string;
  broadcast: string | null;
}

export interface StageNow {
  state: StageState;
  broadcast: string | null;
  playlist: string | null;
}

const nothing = createCell<PlayerState>(initialState);

/**
 * Plays what the stage has on air. When the stage ends, the viewer still sees what is left of it;
 * a new broadcast begins a new player, everything else is for the player itself to survive.
 */
export function usePlayer(
  video: HTMLVideoElement | null,
  stage: StageNow,
): [Player | null, PlayerState | null] {
  const [source, setSource] = useState<Source | null>(null);
  const [player, setPlayer] = useState<Player | null>(null);
  const state = useStore(player ?? nothing);
  const finished =
    state.status === 'ended' || state.status === 'retrying' || state.status === 'loading';
  const { playlist, broadcast } = stage;

  useEffect(() => {
    const onAir = stage.state === 'live' || stage.state === 'away';
    if (onAir && playlist !== null) {
      setSource((before) =>
        before?.playlist === playlist && before.broadcast === broadcast
          ? before
          : { playlist, broadcast },
      );
    } else if ((stage.state === 'ended' || stage.state === 'offline') && finished) {
      setSource(null);
    }
  }, [stage.state, playlist, broadcast, finished]);

  useEffect(() => {
    if (!video || !source) return;
    const made = createPlayer(video, source.playlist);
    setPlayer(made);
    return () => {
      made.close();
      setPlayer(null);
    };
  }, [video, source]);
  return [player, player ? state : null];
}
