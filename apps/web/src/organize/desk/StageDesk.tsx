import type { RoomStore } from '@lectern/client/room';
import type { EventView, RoomView } from '@lectern/protocol/http';
import type { Verb } from '@lectern/protocol/verbs';
import { ExternalLink } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useNow } from '../../live/useNow.js';
import { Notice } from '../../ui/Notice.js';
import { useStore } from '../../ui/store.js';
import { Frame } from '../Frame.js';
import { StateBadge } from '../StateBadge.js';
import { useDeskWords } from '../words/useDeskWords.js';
import { Faults } from './Faults.js';
import { Moderation } from './Moderation.js';
import { Picture } from './Picture.js';
import { Readings } from './Readings.js';
import { StreamKey } from './StreamKey.js';
import { Talks } from './Talks.js';
import { talksOf } from './talks.js';
import type { Health } from './health.js';
import type { DeskWords } from '../words/en.js';
import { TrafficLight } from './TrafficLight.js';
import { trafficLight, type Light } from './traffic-light.js';
import { useHealth } from './useHealth.js';
import './desk.css';

export interface StageDeskProps {
  event: EventView;
  room: RoomView;
  store: RoomStore;
  /** The event's data could not be renewed. */
  stale: boolean;
  reload: () => void;
}

/** The desk of one stage: is everything all right, what next, and what can be done about it. */
export function StageDesk({ event, room, store, stale, reload }: StageDeskProps) {
  const w = useDeskWords();
  const snapshot = useStore(store);
  const may = (verb: Verb) => event.verbs.includes(verb);
  const health = useHealth(room.id, may('stage.health'));
  const nowMs = useNow(1_000) - health.skewMs;
  const key = useRef<HTMLElement>(null);
  const talks = useRef<HTMLElement>(null);
  const { talks: told, stage } = snapshot;
  // A talk was started at another desk, a broadcast began: the log says so before the next load.
  useEffect(() => reload(), [told, stage, reload]);
  const state = health.stage?.state ?? stage?.state ?? room.stage.state;
  const broadcast = stage?.broadcast ?? room.stage.broadcast;
  const programme = talksOf(event.talks, room.id, nowMs);
  const connected = snapshot.connection.name === 'open';
  const overdueTalk = programme.overdue?.title ?? null;
  const light: Light = may('stage.health')
    ? lightOf(health, nowMs, connected, overdueTalk, w)
    : { level: 'idle', sentence: w.light.notYours, action: null };
  const go = (to: HTMLElement | null) => {
    to?.scrollIntoView({ block: 'start' });
    to?.focus({ preventScroll: true });
  };
  const act = {
    key: () => go(key.current),
    steps: () => go(key.current),
    talk: () => go(talks.current),
  };
  const page = (
    <a href={`/e/${event.slug}/${room.slug}`} className="button button-quiet">
      <ExternalLink aria-hidden="true" />
      {w.attendeePage}
    </a>
  );
  return (
    <Frame
      wide
      title={room.title}
      back={{ to: `/o/${event.slug}`, label: event.title }}
      beside={<StateBadge state={state} />}
      actions={page}
    >
      <div className="desk">
        <div className="desk-main">
          {stale && <Notice tone="warn">{w.stale}</Notice>}
          <TrafficLight light={light} act={act} />
          <div className="desk-stage">
            <Picture playlist={room.stage.playlist} state={state} broadcast={broadcast} />
            {may('stage.health') && (
              <Readings health={health} viewers={snapshot.viewers ?? room.viewers} nowMs={nowMs} />
            )}
          </div>
          <Faults
            faults={(health.stage?.faults ?? []).filter((it) => it !== light.fault)}
            nowMs={nowMs}
            act={act}
          />
          <div className="desk-pair">
            <Talks
              ref={talks}
              event={event}
              room={room.id}
              programme={programme}
              nowMs={nowMs}
              reload={reload}
            />
            {may('stage.manage') && <StreamKey ref={key} room={room.id} />}
          </div>
        </div>
        <Moderation store={store} snapshot={snapshot} nowMs={nowMs} />
      </div>
    </Frame>
  );
}

function lightOf(
  { told, stage, hostSeenMs }: Health,
  nowMs: number,
  connected: boolean,
  overdueTalk: string | null,
  w: DeskWords,
): Light {
  if (!connected) return { level: 'warn', sentence: w.light.offlineHere, action: null };
  if (!told) return { level: 'idle', sentence: w.light.asking, action: null };
  return trafficLight({ stage, hostSeenMs, nowMs, overdueTalk }, w.light);
}
