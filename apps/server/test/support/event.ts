import type { Person } from './person.ts';

let events = 0;

export interface TestEvent {
  id: string;
  slug: string;
  room: string;
}

/** An event with one room, made by an organizer. */
export async function makeEvent(organizer: Person): Promise<TestEvent> {
  const slug = `event_${(events += 1)}_${process.pid}`;
  const event = await organizer.http('POST', '/api/events', {
    slug,
    title: 'Spring lectures',
    timeZone: 'Europe/Vienna',
    languages: ['en'],
  });
  if (event.status !== 201) throw new Error(JSON.stringify(event.body));
  const room = await organizer.http('POST', `/api/events/${slug}/rooms`, {
    slug: 'main_hall',
    title: 'Main hall',
  });
  if (room.status !== 201) throw new Error(JSON.stringify(room.body));
  return { id: event.body.id, slug, room: room.body.id };
}
