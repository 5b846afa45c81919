import type { EventView, RoomView } from '@lectern/protocol/http';
import { nowAndNext, type NowNext } from '../stage/now-next.js';

export interface StageOverview {
  room: RoomView;
  talks: NowNext;
}

/** The stages as one wants to see them: what is on air first, then what begins soonest. */
export function stagesInOrder(event: EventView, nowMs: number): StageOverview[] {
  const stages = event.rooms
    .filter((room) => room.kind === 'stage')
    .map((room) => ({ room, talks: nowAndNext(event.talks, room.id, nowMs) }));
  return stages.toSorted(
    (a, b) =>
      rank(a) - rank(b) || beginsAt(a) - beginsAt(b) || a.room.title.localeCompare(b.room.title),
  );
}

function rank({ room, talks }: StageOverview): number {
  if (room.stage.state === 'live') return 0;
  if (room.stage.state === 'away' || room.stage.state === 'starting') return 1;
  return talks.now ? 2 : 3;
}

const beginsAt = ({ talks }: StageOverview): number =>
  (talks.now ?? talks.next)?.startMs ?? Number.MAX_SAFE_INTEGER;
