import { eventList, type EventSummary } from '@lectern/protocol/http';
import { Link } from 'wouter';
import { callApi } from '../../live/api.js';
import { useLoaded } from '../../live/useLoaded.js';
import { Badge } from '../../ui/Badge.js';
import { Waiting } from '../../ui/Waiting.js';
import { useWords } from '../../words/context.js';
import { EventPage } from '../event/EventPage.js';
import { Shell } from '../Shell.js';
import { dateRange } from './date-range.js';
import './home.css';

const load = (signal: AbortSignal) => callApi('/api/events', { answer: eventList, signal });
const RENEW_MS = 60_000;

/** `/`: the events; where there is only one, that one. */
export function HomePage() {
  const words = useWords();
  const [loaded] = useLoaded(load, RENEW_MS);
  if (loaded.name === 'loading') return <Waiting>{words.loading}</Waiting>;
  if (loaded.name === 'failed') return <Waiting>{words.serverAway}</Waiting>;
  const { events } = loaded.value;
  const [only] = events;
  if (only && events.length === 1) return <EventPage slug={only.slug} />;
  return (
    <Shell title="">
      <div className="stack">
        <h1>{words.home.title}</h1>
        {events.length === 0 && <p className="quiet">{words.home.none}</p>}
        <ul role="list" className="event-list">
          {events.toSorted(liveFirst).map((event) => (
            <li key={event.id}>
              <EventLink event={event} />
            </li>
          ))}
        </ul>
      </div>
    </Shell>
  );
}

const liveFirst = (a: EventSummary, b: EventSummary): number =>
  Number(b.live) - Number(a.live) || (a.startMs ?? Infinity) - (b.startMs ?? Infinity);

function EventLink({ event }: { event: EventSummary }) {
  const { locale, home } = useWords();
  return (
    <Link href={`/e/${event.slug}`} className="event-link">
      <h2>{event.title}</h2>
      {event.startMs !== null && event.endMs !== null && (
        <p className="quiet">{dateRange(locale, event.timeZone, event.startMs, event.endMs)}</p>
      )}
      {event.live && (
        <p>
          <Badge tone="live">{home.live}</Badge>
        </p>
      )}
    </Link>
  );
}
