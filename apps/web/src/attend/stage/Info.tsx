import type { TalkView } from '@lectern/protocol/http';
import { CalendarPlus, Keyboard } from 'lucide-react';
import { Button } from '../../ui/Button.js';
import { useWords } from '../../words/context.js';
import { clockTime, fullTime, nearTime, readerZone } from '../../words/time.js';
import { Text } from '../chat/Text.js';

interface Props {
  now: TalkView | null;
  next: TalkView | null;
  timeZone: string;
  onCalendar: (talk: TalkView) => void;
  onKeys: () => void;
}

/** What the talk is about, and what comes after it. */
export function Info({ now, next, timeZone, onCalendar, onKeys }: Props) {
  const { stage: words, keys } = useWords();
  return (
    <div className="info stack">
      {now ? <Talk talk={now} timeZone={timeZone} /> : <p className="quiet">{words.noTalk}</p>}
      {next && (
        <section className="stack">
          <h2 className="info-head">{words.upNext}</h2>
          <Talk talk={next} timeZone={timeZone} onCalendar={onCalendar} />
        </section>
      )}
      <div>
        <Button size="small" icon={<Keyboard />} onClick={onKeys}>
          {keys.title}
        </Button>
      </div>
    </div>
  );
}

interface TalkProps {
  talk: TalkView;
  timeZone: string;
  onCalendar?: (talk: TalkView) => void;
}

function Talk({ talk, timeZone, onCalendar }: TalkProps) {
  const { locale, event } = useWords();
  return (
    <article className="stack">
      <div>
        <h3 lang={talk.language}>{talk.title}</h3>
        <p className="quiet small">
          {talk.speakers.length > 0 && (
            <>
              <bdi>{talk.speakers.join(', ')}</bdi> ·{' '}
            </>
          )}
          <span
            title={`${fullTime(locale, timeZone, talk.startMs)} – ${fullTime(locale, timeZone, talk.endMs)}`}
          >
            {nearTime(locale, readerZone(), talk.startMs, Date.now())}–
            {clockTime(locale, readerZone(), talk.endMs)}
          </span>
        </p>
      </div>
      {talk.abstract !== null && (
        <p className="info-abstract" lang={talk.language}>
          <Text text={talk.abstract} reader={null} />
        </p>
      )}
      {onCalendar && (
        <div>
          <Button size="small" icon={<CalendarPlus />} onClick={() => onCalendar(talk)}>
            {event.calendar}
          </Button>
        </div>
      )}
    </article>
  );
}
