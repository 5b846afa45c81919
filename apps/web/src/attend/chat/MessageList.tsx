import type { Message } from '@lectern/client/fold';
import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '../../ui/Button.js';
import { useWords } from '../../words/context.js';
import { useNaming } from '../name/NameGate.js';
import { useRoomHere } from '../stage/room-context.js';
import { DeliveryRow } from './DeliveryRow.js';
import type { ActOn } from './MessageActions.js';
import { MessageRow } from './MessageRow.js';
import { continues, countAfter, firstShown, messageAt, STEP } from './timeline.js';
import { useActiveRow } from './useActiveRow.js';
import { useStick } from './useStick.js';

interface Props {
  onReply: (message: Message) => void;
}

/** The messages, newest below. The page holds only the newest of them, and more as one goes back. */
export function MessageList({ onReply }: Props) {
  const words = useWords();
  const { store, snapshot, act, timeZone } = useRoomHere();
  const { name } = useNaming();
  const { messages, person, verbs, mutes } = snapshot;
  const invites = verbs.has('chat.post') && snapshot.settings.chatOpen;
  // Where the reader left the end: what was seen by then, and from where on rows are shown.
  const [left, setLeft] = useState<{ seen: number; from: number } | null>(null);
  const first = firstShown(messages, left?.from ?? null);
  const shown = messages.slice(first);
  const deliveries = snapshot.deliveries.filter((it) => it.what.command === 'chat.post');
  const ref = useRef<HTMLDivElement>(null);
  const { stuck, toEnd } = useStick(ref, shown[0]?.seq, snapshot);
  const { active, ...choosing } = useActiveRow(ref);

  const newest = messages.at(-1)?.seq ?? 0;
  const firstSeq = shown[0]?.seq ?? 0;
  const atEnd = useRef({ newest, firstSeq });
  useEffect(() => {
    if (stuck) atEnd.current = { newest, firstSeq };
  });
  useEffect(() => {
    setLeft(stuck ? null : { seen: atEnd.current.newest, from: atEnd.current.firstSeq });
  }, [stuck]);

  const showFrom = (from: number) => setLeft((before) => ({ seen: before?.seen ?? newest, from }));
  const earlier = () => {
    const target = messages[Math.max(0, first - STEP)];
    if (first > 0 && target) showFrom(target.seq);
    else act(store.loadOlder().then(() => showFrom(0)));
  };
  const actions = useMemo<ActOn>(
    () => ({
      canReply: verbs.has('chat.post'),
      canModerate: verbs.has('chat.moderate'),
      canMute: verbs.has('person.mute'),
      onReply,
      onRemove: (message) => act(store.remove(message.seq)),
      onMute: (message, forMs) => message.author && act(store.mute(message.author.id, forMs)),
    }),
    [verbs, onReply, act, store],
  );
  const muted = useCallback(
    (id: string | undefined) => id !== undefined && (mutes.get(id) ?? 0) > Date.now(),
    [mutes],
  );
  const fresh = left ? countAfter(messages, left.seen) : 0;
  return (
    <div className="messages">
      <div
        ref={ref}
        className="messages-scroll"
        role="log"
        aria-live="off"
        aria-label={words.chat.messages}
        tabIndex={0}
        {...choosing}
      >
        {(first > 0 || snapshot.hasOlder) && (
          <Button
            size="small"
            className="messages-earlier"
            busy={snapshot.loadingOlder}
            onClick={earlier}
          >
            {snapshot.loadingOlder ? words.chat.earlierLoading : words.chat.earlier}
          </Button>
        )}
        {messages.length + deliveries.length === 0 && snapshot.phase === 'in' && (
          <p className="empty">{invites ? words.chat.empty : words.chat.emptyClosed}</p>
        )}
        <ol role="list" className="messages-list">
          {shown.map((message, index) => (
            <MessageRow
              key={message.seq}
              message={message}
              continued={continues(shown[index - 1], message)}
              mine={person !== null && message.author?.id === person}
              reader={name}
              answers={message.replyTo === null ? null : messageAt(messages, message.replyTo)}
              active={active === message.seq}
              actions={actions}
              muted={muted(message.author?.id)}
              timeZone={timeZone}
            />
          ))}
        </ol>
        {deliveries.map((delivery) => (
          <DeliveryRow
            key={delivery.what.cid}
            delivery={delivery}
            store={store}
            connected={snapshot.phase === 'in'}
          />
        ))}
      </div>
      {fresh > 0 && (
        <Button
          look="primary"
          size="small"
          className="messages-new"
          icon={<ArrowDown />}
          onClick={toEnd}
        >
          {words.chat.fresh(fresh)}
        </Button>
      )}
    </div>
  );
}
