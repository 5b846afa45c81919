import type { RoomStore } from '@lectern/client/room';
import type { RoomSnapshot } from '@lectern/client/snapshot';
import { useState } from 'react';
import { Notice } from '../../ui/Notice.js';
import { Tabs } from '../../ui/Tabs.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { ChatModeration } from './ChatModeration.js';
import { QuestionModeration } from './QuestionModeration.js';
import { Rules } from './Rules.js';

interface ModerationProps {
  store: RoomStore;
  snapshot: RoomSnapshot;
  nowMs: number;
}

/** What the audience says and asks, with what can be done to each line by mouse and by key. */
export function Moderation({ store, snapshot, nowMs }: ModerationProps) {
  const w = useDeskWords();
  const [tab, setTab] = useState('chat');
  const open = snapshot.questions.filter((it) => it.state !== 'answered').length;
  const mayRule = snapshot.verbs.has('room.configure');
  const tabs = [
    {
      key: 'chat',
      label: w.moderate.chat,
      content: <ChatModeration store={store} snapshot={snapshot} nowMs={nowMs} />,
    },
    {
      key: 'questions',
      label: (
        <>
          {w.moderate.questions}
          {open > 0 && <span className="tab-count">{open}</span>}
        </>
      ),
      content: <QuestionModeration store={store} questions={snapshot.questions} />,
    },
    {
      key: 'rules',
      label: w.moderate.rules,
      content: (
        <Rules
          store={store}
          settings={snapshot.settings}
          may={mayRule && snapshot.phase === 'in'}
        />
      ),
    },
  ];
  return (
    <aside className="moderation" aria-label={w.moderate.panel}>
      {snapshot.refusal && <Notice tone="bad">{snapshot.refusal.message}</Notice>}
      {!snapshot.refusal && snapshot.phase === 'entering' && (
        <Notice tone="warn">{w.moderate.away}</Notice>
      )}
      <Tabs
        label={w.moderate.panel}
        tabs={tabs}
        selected={tab}
        onSelect={setTab}
        className="moderation-tabs"
      />
    </aside>
  );
}
