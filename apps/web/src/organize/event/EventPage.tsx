import type { EventView, RoomView } from '@lectern/protocol/http';
import { ExternalLink, Plus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import { useLoaded } from '../../live/useLoaded.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Waiting } from '../../ui/Waiting.js';
import { api } from '../api.js';
import { Frame } from '../Frame.js';
import { StateBadge } from '../StateBadge.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { Programme } from './Programme.js';
import { RoomForm } from './RoomForm.js';
import { TalkForm } from './TalkForm.js';

/** `/o/<event>`: the stages and the talks of an event. */
export function EventPage({ slug }: { slug: string }) {
  const w = useDeskWords();
  const load = useCallback((signal: AbortSignal) => api.event(slug, signal), [slug]);
  const [loaded, reload] = useLoaded(load, 10_000);
  const back = { to: '/o', label: w.events.title };
  if (loaded.name === 'loading') {
    return (
      <Frame title={w.organize} back={back}>
        <Waiting>{w.loading}</Waiting>
      </Frame>
    );
  }
  if (loaded.name === 'failed') {
    return (
      <Frame title={w.failed} back={back}>
        <Notice tone="bad">{loaded.error.message}</Notice>
      </Frame>
    );
  }
  return <EventDesk event={loaded.value} stale={loaded.stale} reload={reload} />;
}

interface EventDeskProps {
  event: EventView;
  stale: boolean;
  reload: () => void;
}

type Making = 'nothing' | 'room' | 'talk';

function EventDesk({ event, stale, reload }: EventDeskProps) {
  const w = useDeskWords();
  const [making, setMaking] = useState<Making>('nothing');
  const close = () => setMaking('nothing');
  const may = event.verbs.includes('event.manage');
  const page = (
    <a href={`/e/${event.slug}`} className="button button-quiet">
      <ExternalLink aria-hidden="true" />
      {w.attendeePage}
    </a>
  );
  return (
    <Frame title={event.title} back={{ to: '/o', label: w.events.title }} actions={page}>
      {stale && <Notice tone="warn">{w.stale}</Notice>}
      <section aria-labelledby="stages">
        <div className="section-head">
          <h2 id="stages">{w.event.stages}</h2>
          {may && (
            <Button icon={<Plus aria-hidden="true" />} onClick={() => setMaking('room')}>
              {w.room.fresh}
            </Button>
          )}
        </div>
        {event.rooms.length === 0 && <p className="quiet">{w.event.noStages}</p>}
        <ul role="list" className="cards">
          {event.rooms.map((room) => (
            <StageCard key={room.id} event={event} room={room} reload={reload} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="programme">
        <div className="section-head">
          <h2 id="programme">{w.event.programme}</h2>
          {may && event.rooms.length > 0 && (
            <Button icon={<Plus aria-hidden="true" />} onClick={() => setMaking('talk')}>
              {w.talk.fresh}
            </Button>
          )}
        </div>
        <p className="quiet small">{w.event.times(event.timeZone)}</p>
        <Programme event={event} reload={reload} />
      </section>
      {making === 'room' && <RoomForm event={event.slug} onClose={close} onSaved={reload} />}
      {making === 'talk' && <TalkForm event={event} onClose={close} onSaved={reload} />}
    </Frame>
  );
}

function StageCard({
  event,
  room,
  reload,
}: {
  event: EventView;
  room: RoomView;
  reload: () => void;
}) {
  const w = useDeskWords();
  const [editing, setEditing] = useState(false);
  const now = event.talks.find((it) => it.room === room.id && it.state === 'live');
  return (
    <li className="card">
      <div className="card-line">
        <h3>
          <Link href={`/o/${event.slug}/${room.slug}`} className="card-link">
            {room.title}
          </Link>
        </h3>
        <StateBadge state={room.stage.state} />
      </div>
      <p className="quiet small">{now ? now.title : w.talk.noneNow}</p>
      <div className="card-line">
        <span className="small numbers">{w.event.watching(room.viewers)}</span>
        {event.verbs.includes('event.manage') && (
          <Button
            look="plain"
            size="small"
            className="above-link"
            aria-label={`${w.edit}: ${room.title}`}
            onClick={() => setEditing(true)}
          >
            {w.edit}
          </Button>
        )}
      </div>
      {editing && (
        <RoomForm
          event={event.slug}
          room={room}
          onClose={() => setEditing(false)}
          onSaved={reload}
        />
      )}
    </li>
  );
}
