import type { RoomStore } from '@lectern/client/room';
import type { RoomSnapshot } from '@lectern/client/snapshot';
import type { EventView, RoomView, TalkView } from '@lectern/protocol/http';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNow } from '../../live/useNow.js';
import { useRoom } from '../../live/useRoom.js';
import { classes } from '../../ui/classes.js';
import { select } from '../../ui/select.js';
import { createCell, useStore } from '../../ui/store.js';
import { useWords } from '../../words/context.js';
import { saveCalendar } from '../event/download.js';
import { usePlayer } from '../../live/player/usePlayer.js';
import { KeysDialog } from '../settings/KeysDialog.js';
import { useTitle } from '../Shell.js';
import { preferences } from '../preferences.js';
import { nowAndNext, withLog } from './now-next.js';
import { Panel, type PanelTab } from './Panel.js';
import { Picture } from './Picture.js';
import { Resizer } from './Resizer.js';
import { banner, slate, type Facts } from './situation.js';
import { StageBar } from './StageBar.js';
import { TalkLine } from './TalkLine.js';
import { useKeys } from './useKeys.js';
import { useOnline, useServerAway } from './useOnline.js';
import { usePanel } from './usePanel.js';
import './stage.css';
import './phone.css';

const NO_TALKS: RoomSnapshot['talks'] = new Map();

/** What the page around the panel needs of a room: it is not drawn anew for every message. */
const stageView = (room: RoomSnapshot | null) => ({
  stage: room?.stage ?? null,
  talks: room?.talks ?? null,
  viewers: room?.viewers ?? null,
  connection: room?.connection ?? null,
  chatOpen: room?.settings.chatOpen ?? false,
});
const nobody = createCell(stageView(null));

interface Props {
  event: EventView;
  room: RoomView;
  renew: () => void;
}

/** A stage with its room: the picture, and the words beside it. */
export function StageRoom({ event, room, renew }: Props) {
  const words = useWords();
  const store = useRoom(room.id);
  const view = useStageView(store);
  const now = useNow(5_000);
  const log = view.talks ?? NO_TALKS;
  const talks = useMemo(
    () => nowAndNext(withLog(event.talks, log), room.id, now),
    [event.talks, log, room.id, now],
  );
  const stage = view.stage ?? room.stage;
  useRenewal(stage.state, stage.broadcast, room, renew);
  useTitle(talks.now ? `${talks.now.title} · ${room.title}` : room.title);

  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [player, playerState] = usePlayer(video, {
    state: stage.state,
    broadcast: stage.broadcast,
    playlist: room.stage.playlist,
  });
  const startedAtMs = stage.startedAtMs;
  const mediaMs = useCallback(() => {
    const date = player?.dateMs() ?? null;
    return date === null || startedAtMs === null || startedAtMs === undefined
      ? null
      : Math.max(0, Math.round(date - startedAtMs));
  }, [player, startedAtMs]);

  const online = useOnline();
  const serverAway = useServerAway(view.connection);
  const facts: Facts = { stage, talks, player: playerState, online, serverAway, nowMs: now };

  const frame = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const panel = usePanel();
  const [tab, setTab] = useState<PanelTab>('chat');
  const [keysShown, showKeys] = useState(false);
  const write = () => {
    // Drawn at once: the next letter is already for the box.
    flushSync(() => {
      panel.setOpen(true);
      setTab('chat');
    });
    box.current?.focus();
  };
  useKeys({ player, video, frame, panel: panel.toggle, write, help: () => showKeys(true) });
  const onCalendar = (talk: TalkView) => saveCalendar(event, [talk]);
  const [width, setWidth] = useState(useStore(preferences).panelWidth);
  const layout = useRef<HTMLDivElement>(null);
  useEffect(() => layout.current?.style.setProperty('--panel-width', `${width}px`), [width]);

  return (
    <div ref={layout} className={classes('stage', !panel.open && 'stage-folded')}>
      <StageBar
        event={event}
        title={room.title}
        state={stage.state}
        viewers={view.viewers ?? room.viewers}
        panelOpen={panel.open}
        onPanel={panel.toggle}
      />
      <main className="stage-main">
        <Picture
          frame={frame}
          onVideo={setVideo}
          video={video}
          player={player}
          title={talks.now?.title ?? room.title}
          poster={room.stage.thumbnail}
          slate={slate(facts)}
          banner={banner(facts)}
          timeZone={event.timeZone}
          chatOpen={view.chatOpen}
          upNext={talks.next}
          onCalendar={onCalendar}
        />
        <TalkLine event={event} room={room} talks={talks} nowMs={now} />
      </main>
      <Panel
        open={panel.open}
        resizer={<Resizer width={width} onWidth={setWidth} />}
        store={store}
        mediaMs={mediaMs}
        timeZone={event.timeZone}
        talks={talks}
        tab={tab}
        onTab={setTab}
        box={box}
        onCalendar={onCalendar}
        onKeys={() => showKeys(true)}
      />
      {keysShown && <KeysDialog onClose={() => showKeys(false)} />}
      <p className="visually-hidden" role="status">
        {words.stage.states[stage.state]}
      </p>
    </div>
  );
}

function useStageView(store: RoomStore | null): ReturnType<typeof stageView> {
  return useStore(useMemo(() => (store ? select(store, stageView) : nobody), [store]));
}

/** The log tells that a broadcast began, the event where its playlist is: it is asked when both do not agree. */
function useRenewal(
  state: string,
  broadcast: string | null,
  room: RoomView,
  renew: () => void,
): void {
  const stale =
    (state === 'live' || state === 'away') &&
    (room.stage.playlist === null || room.stage.broadcast !== broadcast);
  useEffect(() => {
    if (!stale) return;
    // By chance a little later each, so that a full hall does not ask in the same moment; and again until it is known.
    const timer = setInterval(renew, 700 + Math.random() * 1_500);
    return () => clearInterval(timer);
  }, [stale, renew]);
}
