import type { TalkView } from '@lectern/protocol/http';
import { CalendarPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '../../live/useNow.js';
import { Button } from '../../ui/Button.js';
import { useWords } from '../../words/context.js';
import { countdown, durationWords, fullTime, nearTime, readerZone } from '../../words/time.js';
import type { Slate } from './situation.js';

interface Props {
  slate: Slate;
  timeZone: string;
  chatOpen: boolean;
  upNext: TalkView | null;
  onCalendar: (talk: TalkView) => void;
}

/** What stands in the place of the picture: always a sentence. */
export function SlateView({ slate, timeZone, chatOpen, upNext, onCalendar }: Props) {
  const { situation: words, ...all } = useWords();
  switch (slate.name) {
    case 'before':
      return (
        <Before talk={slate.talk} timeZone={timeZone} chatOpen={chatOpen} onCalendar={onCalendar} />
      );
    case 'cancelled':
      return (
        <Plain title={words.cancelled} why={words.cancelledWhy(slate.talk.title)}>
          <UpNext talk={upNext} />
        </Plain>
      );
    case 'ended':
      return (
        <Plain title={words.ended} why={words.endedWhy}>
          <UpNext talk={upNext} />
        </Plain>
      );
    case 'stopped':
      return <Plain title={words.stopped} why={words.stoppedWhy} />;
    case 'starting':
      return <Plain title={words.starting} why={words.startingWhy} />;
    case 'loading':
      return <Plain why={words.loading} />;
    case 'retrying':
      return <Plain why={words.retrying} />;
    case 'unplayable':
      return <Plain title={words.unplayable} why={words.unplayableWhy} />;
    case 'nothing':
      return (
        <Plain
          title={words.nothingPlanned}
          why={chatOpen ? `${words.nothingPlannedWhy} ${words.chatOpen}` : words.nothingPlannedWhy}
        />
      );
    default:
      return <Plain why={all.loading} />;
  }
}

function Plain({ title, why, children }: { title?: string; why: string; children?: ReactNode }) {
  return (
    <div className="slate" role="status">
      {title !== undefined && <p className="slate-title">{title}</p>}
      <p className="slate-why">{why}</p>
      {children}
    </div>
  );
}

function UpNext({ talk }: { talk: TalkView | null }) {
  const { locale, stage } = useWords();
  if (!talk) return null;
  return (
    <p className="slate-next">
      {stage.upNext}: <b>{talk.title}</b>,{' '}
      {nearTime(locale, readerZone(), talk.startMs, Date.now())}
    </p>
  );
}

const HOUR = 3_600_000;

function Before({
  talk,
  timeZone,
  chatOpen,
  onCalendar,
}: { talk: TalkView } & Omit<Props, 'slate' | 'upNext'>) {
  const { locale, situation: words, event } = useWords();
  const now = useNow(1_000);
  const left = talk.startMs - now;
  return (
    <div className="slate">
      <p className="slate-title slate-talk" lang={talk.language}>
        {talk.title}
      </p>
      {left > 0 ? (
        <>
          <p className="slate-why">{words.startsIn}</p>
          <p className="slate-count numbers" role="timer">
            {left < 24 * HOUR ? countdown(left) : durationWords(locale, left)}
          </p>
          <p className="slate-why">
            <time
              dateTime={new Date(talk.startMs).toISOString()}
              title={fullTime(locale, timeZone, talk.startMs)}
            >
              {fullTime(locale, readerZone(), talk.startMs)}
            </time>
          </p>
        </>
      ) : (
        <p className="slate-why">{words.soon}</p>
      )}
      {chatOpen && <p className="slate-why">{words.chatOpen}</p>}
      {left > HOUR / 4 && (
        <Button icon={<CalendarPlus />} onClick={() => onCalendar(talk)}>
          {event.calendar}
        </Button>
      )}
    </div>
  );
}
