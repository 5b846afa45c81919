import type { EventView, TalkView } from '@lectern/protocol/http';
import { calendar } from './calendar.js';

const pageOf = (event: EventView, talk: TalkView) => {
  const room = event.rooms.find((it) => it.id === talk.room);
  return {
    url: `${location.origin}/e/${event.slug}/${room?.slug ?? ''}`,
    room: room?.title ?? event.title,
    nowMs: Date.now(),
  };
};

/** Hands the reader a calendar file with these talks. */
export function saveCalendar(event: EventView, talks: readonly TalkView[]): void {
  const [only] = talks;
  const blob = new Blob([calendar(talks, (talk) => pageOf(event, talk))], {
    type: 'text/calendar',
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${talks.length === 1 && only ? only.code : event.slug}.ics`;
  link.click();
  // The browser has its own hold on the file once the click is handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
