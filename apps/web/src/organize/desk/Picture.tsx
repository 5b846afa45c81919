import type { StageState } from '@lectern/protocol/stage';
import { MonitorPlay, Play, Volume2, VolumeX } from 'lucide-react';
import { useState } from 'react';
import type { Player } from '../../live/player/player.js';
import type { PlayerState } from '../../live/player/state.js';
import { usePlayer } from '../../live/player/usePlayer.js';
import { Button } from '../../ui/Button.js';
import { useDeskWords } from '../words/useDeskWords.js';

interface PictureProps {
  /** Path of the master playlist; null before the first broadcast. */
  playlist: string | null;
  state: StageState;
  broadcast: string | null;
}

/** What the audience sees, at first without its sound: the desk often stands in the hall. */
export function Picture({ playlist, state, broadcast }: PictureProps) {
  const w = useDeskWords();
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [player, playing] = usePlayer(video, { playlist, state, broadcast });
  return (
    <section className="picture" aria-label={w.desk.picture}>
      <video
        ref={setVideo}
        muted
        playsInline
        aria-label={w.desk.picture}
        hidden={player === null}
      />
      {player && playing ? (
        <PictureControls player={player} playing={playing} />
      ) : (
        <div className="picture-empty">
          <MonitorPlay aria-hidden="true" />
          <p>{w.desk.noPicture}</p>
        </div>
      )}
    </section>
  );
}

function PictureControls({ player, playing }: { player: Player; playing: PlayerState }) {
  const w = useDeskWords();
  const waiting = w.desk.waits[playing.status];
  return (
    <>
      {waiting !== null && (
        <p className="picture-words" role="status">
          {waiting}
        </p>
      )}
      <div className="picture-controls">
        {playing.status === 'paused' || playing.held === 'all' ? (
          <Button size="small" icon={<Play aria-hidden="true" />} onClick={player.toggle}>
            {w.desk.play}
          </Button>
        ) : (
          <Button
            size="small"
            icon={playing.muted ? <VolumeX aria-hidden="true" /> : <Volume2 aria-hidden="true" />}
            onClick={() => player.setMuted(!playing.muted)}
          >
            {playing.muted ? w.desk.soundOn : w.desk.soundOff}
          </Button>
        )}
      </div>
    </>
  );
}
