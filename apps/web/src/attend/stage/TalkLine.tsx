import type { EventView, RoomView, TalkView } from '@lectern/protocol/http';
import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.js';
import { useWords } from '../../words/context.js';
import { fullTime, nearTime, readerZone } from '../../words/time.js';
import { Text } from '../chat/Text.js';
import type { NowNext } from './now-next.js';
import { OtherStages } from './OtherStages.js';

interface Props {
  event: EventView;
  room: RoomView;
  talks: NowNext;
  nowMs: number;
}

/** Under the picture: what one sees, who speaks, until when; between talks, what comes; beside it, what else there is. */
export function TalkLine({ event, room, talks: { now, next }, nowMs }: Props) {
  const { stage: words } = useWords();
  const talk = now ?? next;
  return (
    <section className={classes('talk-line', !talk && 'talk-line-none')}>
      <div className="talk-about">
        {talk ? (
          <About talk={talk} on={talk === now} timeZone={event.timeZone} />
        ) : (
          <p className="quiet">{words.noTalk}</p>
        )}
      </div>
      <div className="talk-beside small">
        {now && next && (
          <section>
            <h3 className="talk-beside-head">{words.upNext}</h3>
            <p>
              <Time ms={next.startMs} timeZone={event.timeZone} />{' '}
              <bdi lang={next.language}>{next.title}</bdi>
            </p>
          </section>
        )}
        <OtherStages event={event} room={room.id} nowMs={nowMs} />
      </div>
    </section>
  );
}

function About({ talk, on, timeZone }: { talk: TalkView; on: boolean; timeZone: string }) {
  const { stage: words, event } = useWords();
  const end = <Time ms={talk.endMs} timeZone={timeZone} />;
  return (
    <>
      <h2 lang={talk.language}>{talk.title}</h2>
      <p className="quiet">
        {talk.speakers.length > 0 && (
          <>
            <bdi>{talk.speakers.join(', ')}</bdi> ·{' '}
          </>
        )}
        {!on && (
          <>
            {words.upNext}, <Time ms={talk.startMs} timeZone={timeZone} />
          </>
        )}
        {on &&
          (talk.state === 'cancelled' ? event.cancelled : withTime(words.until('\u0000'), end))}
      </p>
      {talk.abstract !== null && (
        <p className="talk-abstract-line" lang={talk.language}>
          <Text text={talk.abstract} reader={null} />
        </p>
      )}
    </>
  );
}

function Time({ ms, timeZone }: { ms: number; timeZone: string }) {
  const { locale } = useWords();
  return (
    <time dateTime={new Date(ms).toISOString()} title={fullTime(locale, timeZone, ms)}>
      {nearTime(locale, readerZone(), ms, Date.now())}
    </time>
  );
}

/** Puts an element where the sentence has its gap, so that each language can place it. */
function withTime(sentence: string, time: ReactNode) {
  const [before, after] = sentence.split('\u0000');
  return (
    <span>
      {before}
      {time}
      {after}
    </span>
  );
}
