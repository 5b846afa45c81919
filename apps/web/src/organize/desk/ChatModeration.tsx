import type { Message } from '@lectern/client/fold';
import type { RoomStore } from '@lectern/client/room';
import type { RoomSnapshot } from '@lectern/client/snapshot';
import { memo, type KeyboardEvent } from 'react';
import { Badge } from '../../ui/Badge.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { useWords } from '../../words/context.js';
import { clockTime, readerZone } from '../../words/time.js';
import { useAction } from '../useAction.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { useFollow } from './useFollow.js';
import { useRows } from './useRows.js';

interface ChatModerationProps {
  store: RoomStore;
  snapshot: RoomSnapshot;
  nowMs: number;
}

/** A moderator looks at what is new; this many lines are drawn. */
const SHOWN = 200;
const MUTE_MS = 10 * 60_000;

/** The messages, newest below. */
export function ChatModeration({ store, snapshot, nowMs }: ChatModerationProps) {
  const w = useDeskWords();
  const { run, error } = useAction();
  const messages = snapshot.messages.slice(-SHOWN);
  const rows = useRows(
    messages.map((it) => it.seq),
    messages.at(-1)?.seq,
  );
  const { ref, fresh, toEnd } = useFollow(messages.at(-1)?.seq ?? 0);
  const isMuted = (person: string | undefined) =>
    person !== undefined && (snapshot.mutes.get(person) ?? 0) > nowMs;
  const mayMute = snapshot.verbs.has('person.mute');
  const mute = ({ author }: Message) => {
    if (author) void run(() => store.mute(author.id, isMuted(author.id) ? 0 : MUTE_MS));
  };
  const remove = ({ seq }: Message) => void run(() => store.remove(seq));
  return (
    <div className="lines-frame">
      {error && (
        <Notice tone="bad" announce>
          {error}
        </Notice>
      )}
      <div ref={ref} className="lines-scroll">
        {messages.length === 0 && <p className="quiet lines-empty">{w.moderate.empty}</p>}
        <ol role="list" className="lines" aria-label={w.moderate.chat} {...rows.list}>
          {messages.map((message) => (
            <Line
              key={message.seq}
              message={message}
              muted={isMuted(message.author?.id)}
              row={rows.row(message.seq)}
              onRemove={remove}
              onMute={mayMute ? mute : null}
            />
          ))}
        </ol>
      </div>
      {fresh > 0 && (
        <Button size="small" className="lines-fresh" onClick={toEnd}>
          {w.moderate.fresh(fresh)}
        </Button>
      )}
      <p className="quiet small lines-keys">
        {w.moderate.keysHint} {w.moderate.chatKeys}
      </p>
    </div>
  );
}

interface LineProps {
  message: Message;
  muted: boolean;
  row: ReturnType<ReturnType<typeof useRows>['row']>;
  onRemove: (message: Message) => void;
  onMute: ((message: Message) => void) | null;
}

const Line = memo(
  ChatLine,
  (a, b) => a.message === b.message && a.muted === b.muted && a.row.tabIndex === b.row.tabIndex,
);

function ChatLine({ message, muted, row, onRemove, onMute }: LineProps) {
  const w = useDeskWords();
  const { locale } = useWords();
  const name = message.author?.name ?? w.moderate.guest;
  const mutable = onMute && message.author && !message.author.host;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    if ((event.key === 'Delete' || event.key === 'Backspace') && message.text !== null)
      onRemove(message);
    else if (event.key.toLowerCase() === 'm' && mutable) onMute(message);
  };
  return (
    <li className="line" {...row} onKeyDown={onKeyDown}>
      <p className="line-head">
        <bdi className="line-name">{name}</bdi>
        {message.author?.host && <Badge tone="accent">{w.moderate.host}</Badge>}
        {muted && <Badge tone="warn">{w.moderate.muted}</Badge>}
        <time className="quiet small" dateTime={new Date(message.atMs).toISOString()}>
          {clockTime(locale, readerZone(), message.atMs)}
        </time>
      </p>
      {message.text === null ? (
        <p className="quiet line-text">{w.moderate.removed}</p>
      ) : (
        <p className="line-text" dir="auto">
          {message.text}
        </p>
      )}
      <div className="line-actions">
        {message.text !== null && (
          <Button
            size="small"
            look="danger"
            tabIndex={row.tabIndex}
            aria-label={`${w.moderate.remove}: ${name}`}
            onClick={() => onRemove(message)}
          >
            {w.moderate.remove}
          </Button>
        )}
        {mutable && (
          <Button
            size="small"
            tabIndex={row.tabIndex}
            aria-label={`${muted ? w.moderate.unmute : w.moderate.mute}: ${name}`}
            onClick={() => onMute(message)}
          >
            {muted ? w.moderate.unmute : w.moderate.mute}
          </Button>
        )}
      </div>
    </li>
  );
}
