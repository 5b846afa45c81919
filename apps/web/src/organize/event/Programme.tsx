import type { EventView, TalkView } from '@lectern/protocol/http';
import { useState } from 'react';
import { Badge } from '../../ui/Badge.js';
import { Button } from '../../ui/Button.js';
import { useWords } from '../../words/context.js';
import { clockTime, dayKey, dayName, fullTime } from '../../words/time.js';
import { TalkActions } from '../TalkActions.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { TalkForm } from './TalkForm.js';

interface ProgrammeProps {
  event: EventView;
  reload: () => void;
}

/** All talks of an event, day by day, with what can be done to each. */
export function Programme({ event, reload }: ProgrammeProps) {
  const w = useDeskWords();
  const { locale } = useWords();
  const talks = event.talks.toSorted((a, b) => a.startMs - b.startMs);
  const days = Map.groupBy(talks, (talk) => dayKey(event.timeZone, talk.startMs));
  if (days.size === 0) {
    return (
      <p className="quiet">
        {event.rooms.length === 0 ? w.event.noTalksYetStage : w.event.noTalks}
      </p>
    );
  }
  return [...days].map(([day, ofDay]) => (
    <div key={day} className="programme-day">
      <h3>{dayName(locale, event.timeZone, ofDay[0]?.startMs ?? 0, 'long')}</h3>
      <ol role="list" className="rows">
        {ofDay.map((talk) => (
          <TalkRow key={talk.id} event={event} talk={talk} reload={reload} />
        ))}
      </ol>
    </div>
  ));
}

function TalkRow({ event, talk, reload }: ProgrammeProps & { talk: TalkView }) {
  const w = useDeskWords();
  const { locale } = useWords();
  const [editing, setEditing] = useState(false);
  const clock = (ms: number) => clockTime(locale, event.timeZone, ms);
  const room = event.rooms.find((it) => it.id === talk.room);
  return (
    <li className="row talk-row" data-state={talk.state}>
      <time
        className="talk-time numbers"
        dateTime={new Date(talk.startMs).toISOString()}
        title={fullTime(locale, event.timeZone, talk.startMs)}
      >
        {clock(talk.startMs)} – {clock(talk.endMs)}
      </time>
      <div className="row-words">
        <p className="talk-title">
          <span>{talk.title}</span>
          {talk.state !== 'planned' && (
            <Badge tone={talk.state === 'live' ? 'accent' : 'quiet'}>
              {w.talkStates[talk.state]}
            </Badge>
          )}
        </p>
        <p className="quiet small">{[room?.title, ...talk.speakers].filter(Boolean).join(' · ')}</p>
      </div>
      {event.verbs.includes('event.manage') && (
        <div className="row-actions">
          <TalkActions talk={talk} reload={reload} />
          <Button
            look="plain"
            size="small"
            aria-label={`${w.edit}: ${talk.title}`}
            onClick={() => setEditing(true)}
          >
            {w.edit}
          </Button>
        </div>
      )}
      {editing && (
        <TalkForm event={event} talk={talk} onClose={() => setEditing(false)} onSaved={reload} />
      )}
    </li>
  );
}
