import type { Message } from '@lectern/client/fold';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../ui/store.js';
import { useWords } from '../../words/context.js';
import type { Words } from '../../words/en.js';
import { preferences } from '../preferences.js';
import { useRoomHere } from '../stage/room-context.js';

/** At most one announcement in this time, in ms. */
const EVERY_MS = 5_000;

/** Tells screen readers of new messages: seldom, politely, and not at all for who switched it off. */
export function ChatAnnouncer() {
  const { snapshot } = useRoomHere();
  const words = useWords();
  const on = useStore(preferences).announce;
  const [said, setSaid] = useState('');
  const room = useRef(snapshot);
  room.current = snapshot;
  const heard = useRef<number | null>(null);
  useEffect(() => {
    if (!on) return setSaid('');
    const timer = setInterval(() => {
      const { messages, person, phase } = room.current;
      if (phase !== 'in') return;
      const before = heard.current;
      heard.current = messages.at(-1)?.seq ?? 0;
      // What was there on entering is for reading, not for announcing.
      if (before === null) return;
      setSaid(announcement(messages, before, person, words));
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [on, words]);
  return (
    <div className="visually-hidden" role="status">
      {said}
    </div>
  );
}

/** One sentence for what others wrote after `seq`; empty when there is nothing to say. */
export function announcement(
  messages: readonly Message[],
  seq: number,
  person: string | null,
  { chat }: Words,
): string {
  const fresh = messages.filter(
    (message) => message.seq > seq && message.text !== null && message.author?.id !== person,
  );
  const [only] = fresh;
  if (fresh.length > 1) return chat.announceMany(fresh.length);
  return only?.author && only.text !== null ? chat.announce(only.author.name, only.text) : '';
}
