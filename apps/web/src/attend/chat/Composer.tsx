import type { Message } from '@lectern/client/fold';
import { SendHorizontal, X } from 'lucide-react';
import { useState, type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import { Button, IconButton } from '../../ui/Button.js';
import { TextArea } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { useNow } from '../../live/useNow.js';
import { useWords } from '../../words/context.js';
import { clockTime, durationWords, readerZone } from '../../words/time.js';
import { useNaming } from '../name/NameGate.js';
import { useRoomHere } from '../stage/room-context.js';
import { withEmoji } from './emoji.js';
import { permission } from './permission.js';

const MOST = 2_000;
const WARN = 200;

interface Props {
  box: RefObject<HTMLTextAreaElement | null>;
  replyTo: Message | null;
  onReplied: () => void;
}

/** Where one writes. Enter sends, Shift+Enter makes a line; on a phone Enter makes a line. */
export function Composer({ box, replyTo, onReplied }: Props) {
  const words = useWords();
  const { chat } = words;
  const { store, snapshot, mediaMs } = useRoomHere();
  const { named } = useNaming();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const now = useNow(1_000);
  const may = permission(snapshot, now);
  const over = [...text].length - MOST;

  const send = () => {
    if (text.trim() === '' || over > 0 || may.name !== 'yes') return;
    named(() => {
      try {
        store.post(withEmoji(text), { replyTo: replyTo?.seq ?? null, mediaMs: mediaMs() });
        setText('');
        setError(null);
        onReplied();
      } catch (failure) {
        setError(failure instanceof Error ? failure.message : String(failure));
      }
      box.current?.focus();
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const key = (event: KeyboardEvent) => {
    const touch = matchMedia('(pointer: coarse)').matches;
    if (event.key === 'Escape' && replyTo) onReplied();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || touch) return;
    event.preventDefault();
    send();
  };

  if (may.name === 'closed' || may.name === 'forbidden')
    return <Notice tone="info">{chat[may.name]}</Notice>;
  if (may.name === 'muted') {
    return (
      <Notice tone="warn">{chat.muted(clockTime(words.locale, readerZone(), may.untilMs))}</Notice>
    );
  }
  const slow = snapshot.settings.slowModeMs > 0 && !snapshot.verbs.has('chat.moderate');
  const hint =
    may.name === 'slow'
      ? chat.slow(durationWords(words.locale, may.untilMs - now + 999))
      : slow && chat.slowHint(durationWords(words.locale, snapshot.settings.slowModeMs));
  return (
    <form className="composer" onSubmit={submit}>
      {replyTo?.author && (
        <p className="composer-reply small">
          <span>{chat.replyingTo(replyTo.author.name)}</span>
          <IconButton label={chat.stopReply} icon={<X />} onClick={onReplied} />
        </p>
      )}
      <div className="composer-row">
        <TextArea
          ref={box}
          label={chat.label}
          labelHidden
          rows={1}
          placeholder={chat.write}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={key}
          hint={hint || (over > -WARN && over <= 0 ? chat.left(-over) : undefined)}
          error={over > 0 ? chat.tooLong(over) : error}
          enterKeyHint="send"
        />
        <Button
          look="primary"
          type="submit"
          icon={<SendHorizontal />}
          disabled={may.name === 'slow' || over > 0}
        >
          {chat.send}
        </Button>
      </div>
    </form>
  );
}
