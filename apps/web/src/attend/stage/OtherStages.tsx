import type { EventView } from '@lectern/protocol/http';
import { Link } from 'wouter';
import { Badge } from '../../ui/Badge.js';
import { useWords } from '../../words/context.js';
import { nearTime, readerZone } from '../../words/time.js';
import { stagesInOrder, type StageOverview } from '../event/stages.js';

interface Props {
  event: EventView;
  /** The stage one is at. */
  room: string;
  nowMs: number;
}

const MOST = 3;

/** Where else something is on or comes next; nothing when there is no such place. */
export function OtherStages({ event, room, nowMs }: Props) {
  const { stage: words } = useWords();
  const others = stagesInOrder(event, nowMs).filter(
    (it) =>
      it.room.id !== room && (it.room.stage.state === 'live' || it.talks.now || it.talks.next),
  );
  if (others.length === 0) return null;
  return (
    <section>
      <h3 className="talk-beside-head">{words.elsewhere}</h3>
      <ul role="list" className="other-stages">
        {others.slice(0, MOST).map((it) => (
          <li key={it.room.id}>
            <OtherStage event={event.slug} {...it} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OtherStage({
  event,
  room,
  talks,
  nowMs,
}: StageOverview & { event: string; nowMs: number }) {
  const { locale, stage: words } = useWords();
  const talk = talks.now ?? talks.next;
  return (
    <>
      <Link href={`/e/${event}/${room.slug}`}>{room.title}</Link>{' '}
      {room.stage.state === 'live' && <Badge tone="live">{words.live}</Badge>}
      {talk && (
        <p className="quiet">
          {!talks.now && `${nearTime(locale, readerZone(), talk.startMs, nowMs)} `}
          <bdi lang={talk.language}>{talk.title}</bdi>
        </p>
      )}
    </>
  );
}
