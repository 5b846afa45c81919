import type { ReactNode } from 'react';
import type { TalkView } from '@lectern/protocol/http';
import { Text } from '../chat/Text.js';
import { useWords } from '../../words/context.js';
import { clockTime, fullTime, readerZone } from '../../words/time.js';

interface Props {
  now: TalkView | null;
  next: TalkView | null;
  timeZone: string;
}

/** Under the picture: what one sees, who speaks, until when. */
export function TalkLine({ now, next, timeZone }: Props) {
  const { locale, stage: words } = useWords();
  const time = (ms: number) => (
    <time dateTime={new Date(ms).toISOString()} title={fullTime(locale, timeZone, ms)}>
      {clockTime(locale, readerZone(), ms)}
    </time>
  );
  if (!now && !next) return null;
  return (
    <section className="talk-line">
      {now && (
        <div>
          <h2 lang={now.language}>{now.title}</h2>
          <p className="quiet">
            {now.speakers.length > 0 && <bdi>{now.speakers.join(', ')} · </bdi>}
            {withTime(words.until('\u0000'), time(now.endMs))}
          </p>
        </div>
      )}
      {next && (
        <p className="talk-line-next quiet small">
          {words.upNext}, {time(next.startMs)}: <bdi lang={next.language}>{next.title}</bdi>
        </p>
      )}
      {now?.abstract && (
        <p className="talk-abstract-line" lang={now.language}>
          <Text text={now.abstract} reader={null} />
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
