import type { TalkView } from '@lectern/protocol/http';
import type { ReactNode } from 'react';
import { useWords } from '../../words/context.js';
import { fullTime, nearTime, readerZone } from '../../words/time.js';
import { Text } from '../chat/Text.js';

interface Props {
  now: TalkView | null;
  next: TalkView | null;
  timeZone: string;
}

/** Under the picture: what one sees, who speaks, until when; between talks, what comes. */
export function TalkLine({ now, next, timeZone }: Props) {
  const { locale, stage: words } = useWords();
  const talk = now ?? next;
  if (!talk) return null;
  const time = (ms: number) => (
    <time dateTime={new Date(ms).toISOString()} title={fullTime(locale, timeZone, ms)}>
      {nearTime(locale, readerZone(), ms, Date.now())}
    </time>
  );
  return (
    <section className="talk-line">
      <div>
        <h2 lang={talk.language}>{talk.title}</h2>
        <p className="quiet">
          {talk.speakers.length > 0 && (
            <>
              <bdi>{talk.speakers.join(', ')}</bdi> ·{' '}
            </>
          )}
          {now ? (
            withTime(words.until('\u0000'), time(talk.endMs))
          ) : (
            <>
              {words.upNext}, {time(talk.startMs)}
            </>
          )}
        </p>
      </div>
      {now && next && (
        <p className="talk-line-next quiet small">
          {words.upNext}, {time(next.startMs)}: <bdi lang={next.language}>{next.title}</bdi>
        </p>
      )}
      {talk.abstract !== null && (
        <p className="talk-abstract-line" lang={talk.language}>
          <Text text={talk.abstract} reader={null} />
        </p>
      )}
    </section>
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
