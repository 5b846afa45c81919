import type { EventView, TalkView } from '@lectern/protocol/http';
import { CalendarPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { Badge } from '../../ui/Badge.js';
import { IconButton } from '../../ui/Button.js';
import { classes } from '../../ui/classes.js';
import { Tabs } from '../../ui/Tabs.js';
import { useWords } from '../../words/context.js';
import { clockTime, dayKey, dayName, fullTime, readerZone } from '../../words/time.js';
import { Text } from '../chat/Text.js';
import { daysOf, firstDay } from './days.js';
import { saveCalendar } from './download.js';

interface Props {
  event: EventView;
  nowMs: number;
}

/** The talks, by the reader's day. */
export function Programme({ event, nowMs }: Props) {
  const { locale, event: words } = useWords();
  const zone = readerZone();
  const days = useMemo(() => daysOf(event.talks, zone), [event.talks, zone]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [only] = days;
  if (!only) return <p className="quiet">{words.noTalks}</p>;
  const list = (talks: TalkView[]) => (
    <ol role="list" className="programme">
      {talks.map((talk) => (
        <li key={talk.id}>
          <TalkRow event={event} talk={talk} nowMs={nowMs} />
        </li>
      ))}
    </ol>
  );
  const name = (talks: TalkView[], length: 'long' | 'short') =>
    dayName(locale, zone, talks[0]?.startMs ?? nowMs, length);
  if (days.length === 1) {
    return (
      <>
        <p className="programme-day">{name(only.talks, 'long')}</p>
        {list(only.talks)}
      </>
    );
  }
  return (
    <Tabs
      label={words.days}
      className="programme-days"
      tabs={days.map((day) => ({
        key: day.key,
        label: name(day.talks, 'short'),
        content: list(day.talks),
      }))}
      selected={chosen ?? firstDay(days, dayKey(zone, nowMs)) ?? only.key}
      onSelect={setChosen}
    />
  );
}

function TalkRow({ event, talk, nowMs }: Props & { talk: TalkView }) {
  const { locale, event: words, stage } = useWords();
  const room = event.rooms.find((it) => it.id === talk.room);
  const over = talk.state === 'ended' || (talk.state === 'planned' && talk.endMs < nowMs);
  const time = (ms: number) => clockTime(locale, readerZone(), ms);
  return (
    <article className={classes('talk', over && 'talk-over', talk.state === 'live' && 'talk-live')}>
      <p className="talk-time numbers" title={fullTime(locale, event.timeZone, talk.startMs)}>
        <time dateTime={new Date(talk.startMs).toISOString()}>{time(talk.startMs)}</time>
        <span className="quiet small">–{time(talk.endMs)}</span>
      </p>
      <div className="talk-words">
        <h3
          lang={talk.language}
          className={classes(talk.state === 'cancelled' && 'talk-cancelled')}
        >
          {talk.title}
        </h3>
        <p className="quiet small">
          {talk.speakers.length > 0 && <bdi>{talk.speakers.join(', ')}</bdi>}
          {talk.speakers.length > 0 && room && ' · '}
          {room && <Link href={`/e/${event.slug}/${room.slug}`}>{room.title}</Link>}
        </p>
        {talk.abstract !== null && (
          <p className="talk-abstract" lang={talk.language}>
            <Text text={talk.abstract} reader={null} />
          </p>
        )}
      </div>
      <div className="talk-marks">
        {talk.state === 'live' && <Badge tone="live">{stage.live}</Badge>}
        {talk.state === 'cancelled' && <Badge tone="bad">{words.cancelled}</Badge>}
        {over && <Badge tone="quiet">{words.over}</Badge>}
        {talk.state === 'planned' && !over && (
          <IconButton
            className="tip-end"
            label={words.calendarTalk(talk.title)}
            icon={<CalendarPlus />}
            onClick={() => saveCalendar(event, [talk])}
          />
        )}
      </div>
    </article>
  );
}
