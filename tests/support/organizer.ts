import type { EventView, StreamKeyCreated } from '@lectern/protocol/http';

/** A person with a session cookie, speaking plain HTTP. */
export class Visitor {
  readonly url: string;
  cookie = '';

  constructor(url: string) {
    this.url = url;
  }

  /** A new anonymous session. */
  static async enter(url: string): Promise<Visitor> {
    const visitor = new Visitor(url);
    await visitor.call('POST', '/api/session', {});
    return visitor;
  }

  /** A session that has claimed the one-time organizer link. */
  static async organize(url: string, organizerLink: string): Promise<Visitor> {
    const visitor = await Visitor.enter(url);
    const token = organizerLink.slice(organizerLink.indexOf('#') + 1);
    await visitor.call('POST', '/api/session/claim', { token });
    return visitor;
  }

  /** One request; throws with status and body when it was refused. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        origin: this.url,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (set.length > 0) this.cookie = set.join('; ');
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? (undefined as T) : (JSON.parse(text) as T);
  }

  event(slug: string): Promise<EventView> {
    return this.call('GET', `/api/events/${slug}`);
  }
}

export interface Stage {
  event: string;
  slug: string;
  room: string;
  key: string;
}

/** Creates an event with one stage and a key, as an organizer does. */
export async function createStage(
  organizer: Visitor,
  options: {
    packager?: 'owncast' | 'ladder';
    latency?: number;
    renditions?: unknown;
    slug?: string;
  } = {},
): Promise<Stage> {
  const event = 'spring_lectures';
  const slug = options.slug ?? 'main_hall';
  const exists = await organizer.event(event).then(
    () => true,
    () => false,
  );
  if (!exists) {
    await organizer.call('POST', '/api/events', {
      slug: event,
      title: 'Spring lectures',
      timeZone: 'Europe/Amsterdam',
      languages: ['en'],
    });
  }
  const { slug: _slug, ...settings } = options;
  await organizer.call('POST', `/api/events/${event}/rooms`, {
    slug,
    title: 'Main hall',
    ...settings,
  });
  const room = (await organizer.event(event)).rooms.find((view) => view.slug === slug);
  if (!room) throw new Error('the new room is not in the event');
  const created = await organizer.call<StreamKeyCreated>(
    'POST',
    `/api/rooms/${room.id}/stream-keys`,
    {},
  );
  return { event, slug, room: room.id, key: created.key };
}
