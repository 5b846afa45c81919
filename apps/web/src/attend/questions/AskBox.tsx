import { useState, type FormEvent } from 'react';
import { Button } from '../../ui/Button.js';
import { TextArea } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { useWords } from '../../words/context.js';
import { useNaming } from '../name/NameGate.js';
import { useRoomHere } from '../stage/room-context.js';

const MOST = 500;

/** Where a question is asked. */
export function AskBox() {
  const { questions: words } = useWords();
  const { store, snapshot, mediaMs } = useRoomHere();
  const { named } = useNaming();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const over = [...text].length - MOST;
  const inside = snapshot.phase === 'in';
  if (inside && !snapshot.settings.questionsOpen && !snapshot.verbs.has('question.moderate')) {
    return <Notice tone="info">{words.closed}</Notice>;
  }
  if (inside && !snapshot.verbs.has('question.ask')) return null;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '' || over > 0) return;
    named(() => {
      try {
        store.ask(text, { mediaMs: mediaMs() });
        setText('');
        setError(null);
      } catch (failure) {
        setError(failure instanceof Error ? failure.message : String(failure));
      }
    });
  };
  return (
    <form className="ask" onSubmit={ask}>
      <TextArea
        label={words.label}
        labelHidden
        rows={2}
        placeholder={words.placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={over > 0 ? words.tooLong(over) : error}
      />
      <Button look="primary" type="submit" disabled={over > 0}>
        {words.ask}
      </Button>
    </form>
  );
}
