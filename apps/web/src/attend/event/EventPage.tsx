import { eventView, type EventView } from '@lectern/protocol/http';
import { CalendarPlus } from 'lucide-react';
import { useCallback } from 'react';
import { callApi } from '../../live/api.js';
import { useLoaded } from '../../live/useLoaded.js';
import { useNow } from '../../live/useNow.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Waiting } from '../../ui/Waiting.js';
import { useWords } from '../../words/context.js';
import { Text } from '../chat/Text.js';
import { dateRange } from '../home/date-range.js';
import { NotHere } from '../NotHere.js';
import { Shell } from '../Shell.js';
import { saveCalendar } from './download.js';
import { Programme } from './Programme.js';
import { StageCard } from './StageCard.js';
import { stagesInOrder } from './stages.js';
import { ZoneLine } from './ZoneLine.js';
import './event.css';

const RENEW_MS = 15_000;

/** `/e/<event>` */
export function EventPage({ slug }: { slug: string }) {
  const words = useWords();
  const load = useCallback(
    (signal: AbortSignal) =>
      callApi(`/api/events/${encodeURIComponent(slug)}`, { answer: eventView, signal }),
    [slug],
  );
  const [loaded] = useLoaded(load, RENEW_MS);
  if (loaded.name === 'loading') return <Waiting>{words.loading}</Waiting>;
  if (loaded.name === 'failed') {
    return loaded.error.code === 'not_found' ? <NotHere /> : <Waiting>{words.serverAway}</Waiting>;
  }
  return <EventSheet event={loaded.value} stale={loaded.stale} />;
}

function EventSheet({ event, stale }: { event: EventView; stale: boolean }) {
  const words = useWords();
  const now = useNow(10_000);
  const stages = stagesInOrder(event, now);
  const ahead = event.talks.filter((talk) => talk.endMs > now && talk.state !== 'cancelled');
  return (
    <Shell title={event.title}>
      <div className="event">
        {stale && (
          <Notice tone="warn" announce>
            {words.event.stale}
          </Notice>
        )}
        <header className="event-head">
          <h1>{event.title}</h1>
          <Days event={event} />
          {event.description !== null && (
            <p className="event-description">
              <Text text={event.description} reader={null} />
            </p>
          )}
        </header>
        {stages.length > 0 && (
          <section className="stack" aria-labelledby="now-and-next">
            <h2 id="now-and-next">{words.event.nowAndNext}</h2>
            <ul role="list" className="stage-cards">
              {stages.map((stage) => (
                <li key={stage.room.id}>
                  <StageCard event={event} {...stage} nowMs={now} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <section className="stack" aria-labelledby="programme">
          <header className="programme-head">
            <h2 id="programme">{words.event.programme}</h2>
            <ZoneLine timeZone={event.timeZone} nowMs={now} />
            {ahead.length > 0 && (
              <Button
                size="small"
                icon={<CalendarPlus />}
                onClick={() => saveCalendar(event, ahead)}
              >
                {words.event.calendar}
              </Button>
            )}
          </header>
          <Programme event={event} nowMs={now} />
        </section>
      </div>
    </Shell>
  );
}

function Days({ event }: { event: EventView }) {
  const { locale } = useWords();
  if (event.talks.length === 0) return null;
  const startMs = Math.min(...event.talks.map((talk) => talk.startMs));
  const endMs = Math.max(...event.talks.map((talk) => talk.endMs));
  return <p className="quiet">{dateRange(locale, event.timeZone, startMs, endMs)}</p>;
}
