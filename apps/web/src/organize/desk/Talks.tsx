import type { EventView, TalkView } from '@lectern/protocol/http';
import { Plus } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';
import { Button } from '../../ui/Button.js';
import { useWords } from '../../words/context.js';
import { clockTime } from '../../words/time.js';
import { TalkForm } from '../event/TalkForm.js';
import { TalkActions } from '../TalkActions.js';
import { useDeskWords } from '../words/useDeskWords.js';
import type { StageProgramme } from './talks.js';

interface TalksProps {
  event: EventView;
  room: string;
  programme: StageProgramme;
  nowMs: number;
  reload: () => void;
  ref: Ref<HTMLElement>;
}

/** The talk that is on and the one that comes, with their start and end. */
export function Talks({
  event,
  room,
  programme: { now, next, overdue },
  nowMs,
  reload,
  ref,
}: TalksProps) {
  const w = useDeskWords();
  const [making, setMaking] = useState(false);
  const may = event.verbs.includes('event.manage');
  const left = (talk: TalkView) =>
    talk.endMs > nowMs ? w.talk.left(talk.endMs - nowMs) : w.talk.late(nowMs - talk.endMs);
  const until = (talk: TalkView) =>
    talk.startMs > nowMs
      ? w.talk.startsIn(talk.startMs - nowMs)
      : w.talk.shouldHave(nowMs - talk.startMs);
  return (
    <section ref={ref} tabIndex={-1} className="sheet" aria-labelledby="talks">
      <div className="section-head">
        <h2 id="talks" className="panel-title">
          {w.event.programme}
        </h2>
        {may && (
          <Button
            look="plain"
            size="small"
            icon={<Plus aria-hidden="true" />}
            onClick={() => setMaking(true)}
          >
            {w.talk.fresh}
          </Button>
        )}
      </div>
      <Slot title={w.talk.now} talk={now} none={w.talk.noneNow} event={event} note={left}>
        {may && now && <TalkActions talk={now} reload={reload} />}
      </Slot>
      <Slot title={w.talk.next} talk={next} none={w.talk.noneNext} event={event} note={until}>
        {may && next && (
          <TalkActions talk={next} reload={reload} primary={now === null || overdue !== null} />
        )}
      </Slot>
      {making && (
        <TalkForm event={event} room={room} onClose={() => setMaking(false)} onSaved={reload} />
      )}
    </section>
  );
}

interface SlotProps {
  title: string;
  talk: TalkView | null;
  none: string;
  event: EventView;
  note: (talk: TalkView) => string;
  children: ReactNode;
}

function Slot({ title, talk, none, event, note, children }: SlotProps) {
  const w = useDeskWords();
  const { locale } = useWords();
  const clock = (ms: number) => clockTime(locale, event.timeZone, ms);
  return (
    <div className="slot">
      <h3 className="slot-title">{title}</h3>
      {talk ? (
        <div className="slot-words">
          <p className="talk-title">{talk.title}</p>
          <p className="quiet small numbers">
            {[
              talk.speakers.join(', '),
              w.talk.since(clock(talk.startMs), clock(talk.endMs)),
              note(talk),
            ]
              .filter((it) => it !== '')
              .join(' · ')}
          </p>
          <div className="row-actions">{children}</div>
        </div>
      ) : (
        <p className="quiet">{none}</p>
      )}
    </div>
  );
}
