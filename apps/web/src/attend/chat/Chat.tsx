import type { Message } from '@lectern/client/fold';
import { useCallback, useState, type RefObject } from 'react';
import { useWords } from '../../words/context.js';
import { Waiting } from '../../ui/Waiting.js';
import { useRoomHere } from '../stage/room-context.js';
import { ChatAnnouncer } from './ChatAnnouncer.js';
import { Composer } from './Composer.js';
import { MessageList } from './MessageList.js';
import './chat.css';

/** The conversation beside the talk. */
export function Chat({ box }: { box: RefObject<HTMLTextAreaElement | null> }) {
  const words = useWords();
  const { snapshot } = useRoomHere();
  const [replyTo, setReplyTo] = useState<Message | null>(null);
  const reply = useCallback(
    (message: Message) => {
      setReplyTo(message);
      box.current?.focus();
    },
    [box],
  );
  const empty = snapshot.messages.length + snapshot.deliveries.length === 0;
  return (
    <div className="chat">
      {empty && snapshot.phase !== 'in' ? (
        <Waiting>{words.loading}</Waiting>
      ) : (
        <MessageList onReply={reply} />
      )}
      <Composer box={box} replyTo={replyTo} onReplied={() => setReplyTo(null)} />
      <ChatAnnouncer />
    </div>
  );
}
