import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { EventSummary } from '@lectern/protocol/http';
import { theSession } from '../../live/line.js';
import { useLoaded } from '../../live/useLoaded.js';
import { Badge } from '../../ui/Badge.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { useStore } from '../../ui/store.js';
import { Waiting } from '../../ui/Waiting.js';
import { dayName } from '../../words/time.js';
import { useWords } from '../../words/context.js';
import { api } from '../api.js';
import { Frame } from '../Frame.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { EventForm } from './EventForm.js';

/** `/o`: the events of this Lectern, and the way to a new one. */
export function EventsPage() {
  const w = useDeskWords();
  const [, go] = useLocation();
  const [making, setMaking] = useState(false);
  const [loaded] = useLoaded(api.events, 15_000);
  const session = useStore(theSession());
  const mayCreate = session.name === 'open' && session.view.verbs.includes('event.manage');
  const organizes =
    mayCreate ||
    (session.name === 'open' && session.view.roles.some((it) => it.role !== 'attendee'));
  const fresh = (
    <Button look="primary" icon={<Plus aria-hidden="true" />} onClick={() => setMaking(true)}>
      {w.events.fresh}
    </Button>
  );
  return (
    <Frame title={w.events.title} actions={mayCreate && fresh}>
      {session.name === 'open' && !organizes && (
        <section className="sheet">
          <h2>{w.events.closed}</h2>
          <p>{w.events.closedWhy}</p>
        </section>
      )}
      {loaded.name === 'loading' && <Waiting>{w.loading}</Waiting>}
      {loaded.name === 'failed' && <Notice tone="bad">{loaded.error.message}</Notice>}
      {loaded.name === 'there' && loaded.stale && <Notice tone="warn">{w.stale}</Notice>}
      {organizes && loaded.name === 'there' && <EventList events={loaded.value.events} />}
      {making && <EventForm onClose={() => setMaking(false)} onMade={(slug) => go(`/o/${slug}`)} />}
    </Frame>
  );
}

function EventList({ events }: { events: readonly EventSummary[] }) {
  const w = useDeskWords();
  const { locale } = useWords();
  if (events.length === 0) {
    return (
      <section className="sheet">
        <h2>{w.events.none}</h2>
        <p>{w.events.noneWhy}</p>
      </section>
    );
  }
  return (
    <ul role="list" className="cards">
      {events.map((event) => (
        <li key={event.id} className="card">
          <div className="card-line">
            <h2>
              <Link href={`/o/${event.slug}`} className="card-link">
                {event.title}
              </Link>
            </h2>
            {event.live && <Badge tone="live">{w.events.live}</Badge>}
          </div>
          <p className="quiet small">
            {event.startMs === null
              ? w.events.noTalks
              : dayName(locale, event.timeZone, event.startMs, 'long')}
            {' · '}
            {event.timeZone}
          </p>
        </li>
      ))}
    </ul>
  );
}
