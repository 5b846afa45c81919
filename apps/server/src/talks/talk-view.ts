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

export function talkViewOf(talk: TalkRow): TalkView {
  const { id, guid, code, title, abstract, speakers, language } = talk;
  return {
    ...{ id, guid, code, title, abstract, speakers, language },
    room: talk.roomId,
    startMs: talk.startAt.getTime(),
    endMs: talk.endAt.getTime(),
    state: talkState.parse(talk.state),
  };
}
