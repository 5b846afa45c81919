import { packagerKind } from '@lectern/protocol/media';
import type { RoomView, StageView } from '@lectern/protocol/http';
import { stageState } from '@lectern/protocol/stage';

/** Columns of a room that its view needs. */
export const roomSelect = {
  id: true,
  slug: true,
  title: true,
  kind: true,
  packager: true,
  latency: true,
  createdAt: true,
  stage: { select: { state: true, broadcast: true, sinceAt: true, startedAt: true } },
} as const;

interface StageRow {
  state: string;
  broadcast: string | null;
  sinceAt: Date;
  startedAt: Date | null;
}

interface RoomRow {
  id: string;
  slug: string;
  title: string;
  kind: string;
  packager: string;
  latency: number;
  createdAt: Date;
  stage: StageRow | null;
}

function stageViewOf({ id, createdAt, stage }: RoomRow): StageView {
  const began = stage?.startedAt ?? null;
  return {
    state: stageState.parse(stage?.state ?? 'offline'),
    broadcast: stage?.broadcast ?? null,
    sinceMs: (stage?.sinceAt ?? createdAt).getTime(),
    startedAtMs: began?.getTime() ?? null,
    // Nothing is on disk before the first broadcast.
    playlist: began === null ? null : `/live/${id}/index.m3u8`,
    thumbnail: began === null ? null : `/live/${id}/thumb.jpg`,
  };
}

/** A room as everybody may see it; `viewers` is how many sockets are in it now. */
export function roomViewOf(room: RoomRow, viewers: number): RoomView {
  const { id, slug, title, latency } = room;
  const kind = room.kind === 'breakout' ? 'breakout' : 'stage';
  return {
    id,
    slug,
    title,
    kind,
    packager: packagerKind.parse(room.packager),
    latency,
    viewers,
    stage: stageViewOf(room),
  };
}
