import type { RoomStore } from '@lectern/client/room';
import type { RoomSnapshot } from '@lectern/client/snapshot';
import type { TalkView } from '@lectern/protocol/http';
import { useMemo, type ReactNode, type RefObject } from 'react';
import { Notice } from '../../ui/Notice.js';
import { pace } from '../../ui/pace.js';
import { createCell, useStore, type Watchable } from '../../ui/store.js';
import { Tabs } from '../../ui/Tabs.js';
import { Waiting } from '../../ui/Waiting.js';
import { useWords } from '../../words/context.js';
import { Chat } from '../chat/Chat.js';
import { waitingCount } from '../questions/order.js';
import { Questions } from '../questions/Questions.js';
import { Info } from './Info.js';
import type { NowNext } from './now-next.js';
import { RoomProvider, type RoomHere } from './room-context.js';
import { useAct } from './useAct.js';

export type PanelTab = 'chat' | 'questions' | 'info';
const isTab = (key: string): key is PanelTab =>
  key === 'chat' || key === 'questions' || key === 'info';

/** Under load the words are drawn at most this often, in ms: twenty messages a second are read no faster. */
const DRAW_MS = 100;

const noRoom: Watchable<RoomSnapshot | null> = createCell<RoomSnapshot | null>(null);

interface Props {
  open: boolean;
  /** The edge one pulls. */
  resizer: ReactNode;
  store: RoomStore | null;
  mediaMs: () => number | null;
  timeZone: string;
  talks: NowNext;
  tab: PanelTab;
  onTab: (tab: PanelTab) => void;
  box: RefObject<HTMLTextAreaElement | null>;
  onCalendar: (talk: TalkView) => void;
  onKeys: () => void;
}

/** The words beside the picture. Folded away it keeps what was written in it. */
export function Panel({
  open,
  resizer,
  store,
  mediaMs,
  timeZone,
  talks,
  tab,
  onTab,
  box,
  onCalendar,
  onKeys,
}: Props) {
  const words = useWords();
  const snapshot = useSnapshot(store);
  const [trouble, act] = useAct();
  const here = useMemo<RoomHere | null>(
    () => (store && snapshot ? { store, snapshot, act, mediaMs, timeZone } : null),
    [store, snapshot, act, mediaMs, timeZone],
  );
  const waiting = snapshot ? waitingCount(snapshot.questions) : 0;
  const refusal = snapshot?.phase === 'refused' ? snapshot.refusal : null;
  const inRoom = (content: ReactNode) =>
    refusal ? (
      <div className="stack info">
        <Notice tone="warn">
          {words.situation.refused}: {refusal.message}
        </Notice>
      </div>
    ) : here ? (
      content
    ) : (
      <Waiting>{words.loading}</Waiting>
    );
  const tabs = [
    { key: 'chat', label: words.stage.chat, content: inRoom(<Chat box={box} />) },
    {
      key: 'questions',
      label: (
        <>
          {words.stage.questions} {waiting > 0 && <span className="tab-count">{waiting}</span>}
        </>
      ),
      content: inRoom(<Questions />),
    },
    {
      key: 'info',
      label: words.stage.info,
      content: (
        <Info
          now={talks.now}
          next={talks.next}
          timeZone={timeZone}
          onCalendar={onCalendar}
          onKeys={onKeys}
        />
      ),
    },
  ];
  return (
    <aside className="panel" hidden={!open} aria-label={words.stage.panel}>
      {resizer}
      <RoomProvider value={here}>
        <Tabs
          label={words.stage.panel}
          tabs={tabs}
          selected={tab}
          onSelect={(key) => isTab(key) && onTab(key)}
        />
      </RoomProvider>
      {trouble !== null && (
        <Notice className="panel-trouble" tone="bad" announce>
          {words.failed.action}: {trouble}
        </Notice>
      )}
    </aside>
  );
}

function useSnapshot(store: RoomStore | null): RoomSnapshot | null {
  const paced = useMemo(() => (store ? pace(store, DRAW_MS) : noRoom), [store]);
  return useStore<RoomSnapshot | null>(paced);
}
