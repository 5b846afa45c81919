import type { Message } from '@lectern/client/fold';
import { CornerUpLeft } from 'lucide-react';
import { memo } from 'react';
import { classes } from '../../ui/classes.js';
import { useWords } from '../../words/context.js';
import { clockTime, fullTime, readerZone } from '../../words/time.js';
import { MessageActions, type ActOn } from './MessageActions.js';
import { Name } from './Name.js';
import { Text } from './Text.js';

export interface MessageRowProps {
  message: Message;
  /** Goes on under the name above it. */
  continued: boolean;
  mine: boolean;
  reader: string | null;
  /** What it answers, when that is still known. */
  answers: Message | null;
  /** Chosen by pointer, touch or keyboard: shows what can be done with it. */
  active: boolean;
  actions: ActOn;
  muted: boolean;
  timeZone: string;
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, continued, mine, reader, active, timeZone } = props;
  const words = useWords();
  const mentions =
    reader !== null && message.text?.toLowerCase().includes(`@${reader.toLowerCase()}`) === true;
  return (
    <li
      className={classes(
        'message',
        continued && 'message-continued',
        mine && 'message-mine',
        mentions && 'message-mention',
      )}
      tabIndex={-1}
      data-seq={message.seq}
    >
      {message.replyTo !== null && <Answered message={props.answers} />}
      {message.author && (
        <p className={classes('message-head', continued && 'visually-hidden')}>
          <Name author={message.author} />
          {mine && <span className="quiet small"> ({words.chat.you})</span>}
          <time
            className="message-time"
            dateTime={new Date(message.atMs).toISOString()}
            title={fullTime(words.locale, timeZone, message.atMs)}
          >
            {clockTime(words.locale, readerZone(), message.atMs)}
          </time>
        </p>
      )}
      <p className="message-text">
        {message.text === null ? (
          <em className="quiet">{words.chat.removed}</em>
        ) : (
          <Text text={message.text} reader={mine ? null : reader} />
        )}
      </p>
      {active && message.text !== null && (
        <MessageActions {...props.actions} message={message} mine={mine} muted={props.muted} />
      )}
    </li>
  );
});

function Answered({ message }: { message: Message | null }) {
  const words = useWords();
  return (
    <p className="message-answers small quiet">
      <CornerUpLeft aria-hidden="true" />
      {message?.author ? (
        <span>
          <span className="visually-hidden">{words.chat.inReplyTo(message.author.name)}: </span>
          <bdi aria-hidden="true">{message.author.name}: </bdi>
          <bdi>{message.text ?? words.chat.removed}</bdi>
        </span>
      ) : (
        <span>{words.chat.replyGone}</span>
      )}
    </p>
  );
}
