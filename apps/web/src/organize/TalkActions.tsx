import type { TalkState } from '@lectern/protocol/entries';
import type { TalkView } from '@lectern/protocol/http';
import { useState } from 'react';
import { Button } from '../ui/Button.js';
import { Notice } from '../ui/Notice.js';
import { api } from './api.js';
import { Confirm } from './Confirm.js';
import { useAction } from './useAction.js';
import { useDeskWords } from './words/useDeskWords.js';

interface TalkActionsProps {
  talk: TalkView;
  reload: () => void;
  /** The start of this talk is the one thing to do. */
  primary?: boolean;
}

/** What can be done to a talk in its state: start, end, cancel, put back. */
export function TalkActions({ talk, reload, primary = false }: TalkActionsProps) {
  const w = useDeskWords();
  const { run, busy, error } = useAction();
  const [asking, setAsking] = useState(false);
  const become = (state: TalkState) => run(() => api.changeTalk(talk.id, { state }).then(reload));
  const button = (state: TalkState, words: string, look: 'primary' | 'quiet') => (
    <Button
      size="small"
      look={look}
      busy={busy}
      aria-label={`${words}: ${talk.title}`}
      onClick={() => void become(state)}
    >
      {words}
    </Button>
  );
  return (
    <>
      {error && (
        <Notice tone="bad" announce>
          {error}
        </Notice>
      )}
      {talk.state === 'planned' && button('live', w.talk.begin, primary ? 'primary' : 'quiet')}
      {talk.state === 'live' && button('ended', w.talk.finish, 'quiet')}
      {talk.state === 'ended' && button('live', w.talk.resume, 'quiet')}
      {talk.state === 'cancelled' && button('planned', w.talk.restore, 'quiet')}
      {talk.state === 'planned' && (
        <Button
          look="plain"
          size="small"
          aria-label={`${w.talk.cancelTalk}: ${talk.title}`}
          onClick={() => setAsking(true)}
        >
          {w.talk.cancelTalk}
        </Button>
      )}
      {asking && (
        <Confirm
          title={w.talk.cancelTitle}
          words={w.talk.cancelWhy(talk.title)}
          no={w.talk.cancelNo}
          yes={w.talk.cancelTalk}
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            void become('cancelled');
          }}
        />
      )}
    </>
  );
}
