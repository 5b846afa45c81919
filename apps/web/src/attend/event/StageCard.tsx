import type { EventView, TalkView } from '@lectern/protocol/http';
import { Users } from 'lucide-react';
import { Link } from 'wouter';
import { Badge } from '../../ui/Badge.js';
import { useWords } from '../../words/context.js';
import { fullTime, nearTime, readerZone } from '../../words/time.js';
import type { StageOverview } from './stages.js';

interface Props extends StageOverview {
  event: EventView;
  nowMs: number;
}

/** The still picture is renewed while the stage is live; a new address makes the browser look again. */
const PICTURE_MS = 15_000;

/** One stage: what is on, and what comes next. */
export function StageCard({ event, room, talks, nowMs }: Props) {
  const words = useWords();
  const { state, thumbnail } = room.stage;
  const live = state === 'live' || state === 'away';
  return (
    <article className="stage-card">
      <div className="stage-card-picture">
        {thumbnail !== null && live ? (
          <img src={`${thumbnail}?${Math.floor(nowMs / PICTURE_MS)}`} alt="" />
        ) : (
          <p aria-hidden="true">
            {talks.next ? nearTime(words.locale, readerZone(), talks.next.startMs, nowMs) : ''}
          </p>
        )}
        <div className="stage-card-marks">
          {state === 'live' ? (
            <Badge tone="live">{words.stage.live}</Badge>
          ) : (
            <Badge tone="quiet">{words.stage.states[state]}</Badge>
          )}
          {live && room.viewers > 0 && (
            <Badge tone="quiet">
              <Users aria-hidden="true" /> {words.stage.watching(room.viewers)}
            </Badge>
          )}
        </div>
      </div>
      <div className="stage-card-words">
        <h3>
          <Link href={`/e/${event.slug}/${room.slug}`}>{room.title}</Link>
        </h3>
        <dl>
          {talks.now && (
            <Line
              label={words.event.now}
              talk={talks.now}
              timeZone={event.timeZone}
              nowMs={nowMs}
              until
            />
          )}
          {talks.next && (
            <Line
              label={words.event.next}
              talk={talks.next}
              timeZone={event.timeZone}
              nowMs={nowMs}
            />
          )}
        </dl>
        {!talks.now && !talks.next && <p className="quiet">{words.event.nothingNext}</p>}
      </div>
    </article>
  );
}

function Line({
  label,
  talk,
  timeZone,
  nowMs,
  until = false,
}: {
  label: string;
  talk: TalkView;
  timeZone: string;
  nowMs: number;
  until?: boolean;
}) {
  const words = useWords();
  const at = until ? talk.endMs : talk.startMs;
  const time = nearTime(words.locale, readerZone(), at, nowMs);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <b lang={talk.language}>{talk.title}</b>
        <span className="quiet small">
          {talk.state === 'cancelled' && `${words.event.cancelled} · `}
          {talk.speakers.length > 0 && (
            <>
              <bdi>{talk.speakers.join(', ')}</bdi> ·{' '}
            </>
          )}
          <time dateTime={new Date(at).toISOString()} title={fullTime(words.locale, timeZone, at)}>
            {until ? words.event.until(time) : time}
          </time>
        </span>
      </dd>
    </div>
  );
}
