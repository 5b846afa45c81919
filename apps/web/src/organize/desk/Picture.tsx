import { MonitorPlay } from 'lucide-react';
import { useDeskWords } from '../words/useDeskWords.js';

interface PictureProps {
  /** Path of the master playlist; null before the first broadcast. */
  playlist: string | null;
  onAir: boolean;
}

/** What the audience sees, without its sound. */
export function Picture({ playlist, onAir }: PictureProps) {
  const w = useDeskWords();
  return (
    <section className="picture" aria-label={w.desk.picture}>
      {!(playlist && onAir) && (
        <div className="picture-empty">
          <MonitorPlay aria-hidden="true" />
          <p>{w.desk.noPicture}</p>
        </div>
      )}
    </section>
  );
}
