import { talkState } from '@lectern/protocol/entries';
import type { TalkView } from '@lectern/protocol/http';

/** Columns of a talk that its view needs. */
export const talkSelect = {
  id: true,
  guid: true,
  code: true,
  eventId: true,
  roomId: true,
  title: true,
  abstract: true,
  speakers: true,
  startAt: true,
  endAt: true,
  language: true,
  state: true,
} as const;

export interface TalkRow {
  id: string;
  guid: string;
  code: string;
  eventId: string;
  roomId: string;
  title: string;
  abstract: string | null;
  speakers: string[];
  startAt: Date;
  endAt: Date;
  language: string;
  state: string;
}

export function talkViewOf({
  eventId: _,
  roomId,
  startAt,
  endAt,
  state,
  ...row
}: TalkRow): TalkView {
  return {
    ...row,
    room: roomId,
    startMs: startAt.getTime(),
    endMs: endAt.getTime(),
    state: talkState.parse(state),
  };
}
