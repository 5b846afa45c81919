import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  eventList,
  eventView,
  sessionView,
  streamKeyCreated,
  streamKeyList,
  talkView,
} from '@lectern/protocol/http';
import { hashSecret, newSecret } from '../dist/ids.js';
import { makeEvent } from './support/event.ts';
import { newCid, Person } from './support/person.ts';
import type { ServerProcess } from './support/server-process.ts';
import { sql, World } from './support/world.ts';

let world: World;
let server: ServerProcess;
let organizer: Person;

beforeAll(async () => {
  world = await World.create();
  server = await world.server({ LECTERN_LIMITS: 'off' });
  organizer = await Person.organizer(server.url, server.env['DATABASE_URL'] ?? '');
});
afterAll(() => world.close());

test('a session is made once, named, and ended on every socket', async () => {
  const nobody = new Person(server.url);
  expect(await nobody.http('GET', '/api/session')).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
  const made = await nobody.http('POST', '/api/session');
  expect(sessionView.parse(made.body)).toMatchObject({
    person: { name: null },
    verbs: [],
    roles: [],
  });
  const cookie = made.headers.getSetCookie()[0] ?? '';
  expect(cookie).toMatch(/^lectern=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
  const [session] = await sql<{ hash: string }>(
    server.env['DATABASE_URL'] ?? '',
    'SELECT hash FROM session WHERE person_id = $1',
    [made.body.person.id],
  );
  expect(session?.hash).toBe(hashSecret(/=([\w-]+);/.exec(cookie)?.[1] ?? ''));
  const again = await nobody.http('POST', '/api/session');
  expect(again.body).toEqual(made.body);
  expect(again.headers.getSetCookie()).toEqual([]);
  expect((await nobody.http('PATCH', '/api/session', { name: ' Ann ' })).body.person.name).toBe(
    'Ann',
  );
  const line = await nobody.line();
  const old = nobody.cookie;
  expect((await nobody.http('DELETE', '/api/session')).status).toBe(204);
  expect(await line.closed).toBe(4001);
  nobody.cookie = old;
  expect((await nobody.http('GET', '/api/session')).status).toBe(401);
});

test('the organizer link works once, by POST, within an hour, and changes the session id', async () => {
  const databaseUrl = server.env['DATABASE_URL'] ?? '';
  const [token, late] = [newSecret(), newSecret()];
  await sql(
    databaseUrl,
    `INSERT INTO claim_link (hash, role, expires_at) VALUES ($1, 'organizer', now() + interval '1 hour'), ($2, 'organizer', now() - interval '1 s')`,
    [hashSecret(token), hashSecret(late)],
  );
  const person = await Person.enter(server.url, 'Ann');
  const line = await person.line();
  for (const wrong of [late, newSecret()])
    expect((await person.http('POST', '/api/session/claim', { token: wrong })).body.code).toBe(
      'gone',
    );
  for (const wrong of ['', token.slice(1), token.toUpperCase(), [token], { contains: '' }])
    expect((await person.http('POST', '/api/session/claim', { token: wrong })).status).toBe(400);
  const before = person.cookie;
  const claimed = await person.http('POST', '/api/session/claim', { token });
  expect(sessionView.parse(claimed.body)).toMatchObject({
    roles: [{ event: null, role: 'organizer' }],
    verbs: expect.arrayContaining(['event.manage', 'stage.manage']),
  });
  expect(person.cookie).not.toBe(before);
  expect((await person.http('POST', '/api/session/claim', { token })).body.code).toBe('gone');
  const { room } = await makeEvent(person);
  // The socket that was open has the rights too.
  expect((await line.ask('room.join', { room })).body.verbs).toContain('chat.moderate');
  person.cookie = before;
  expect((await person.http('GET', '/api/session')).status).toBe(401);
});

test('events, rooms, talks and keys have the shapes of the protocol', async () => {
  const { slug, room } = await makeEvent(organizer);
  const talk = await organizer.http('POST', `/api/events/${slug}/talks`, {
    room,
    title: 'On logs',
    speakers: ['Ann'],
    startMs: 1_000,
    endMs: 2_000,
  });
  expect(talkView.parse(talk.body)).toMatchObject({
    state: 'planned',
    language: 'en',
    abstract: null,
  });
  const key = streamKeyCreated.parse(
    (await organizer.http('POST', `/api/rooms/${room}/stream-keys`, {})).body,
  );
  expect(key.key).toMatch(/^[a-z2-7]{32}$/);
  const listed = (await organizer.http('GET', `/api/rooms/${room}/stream-keys`)).body;
  expect(streamKeyList.parse(listed).keys).toEqual([key.view]);
  expect(JSON.stringify(listed)).not.toContain(key.key);
  const rows = await sql(
    server.env['DATABASE_URL'] ?? '',
    'SELECT * FROM stream_key WHERE room_id = $1',
    [room],
  );
  expect(JSON.stringify(rows)).not.toContain(key.key);
  expect(rows[0]).toMatchObject({ hash: hashSecret(key.key) });
  const renewed = streamKeyCreated.parse(
    (await organizer.http('POST', `/api/rooms/${room}/stream-keys`)).body,
  );
  expect(
    streamKeyList.parse((await organizer.http('GET', `/api/rooms/${room}/stream-keys`)).body).keys,
  ).toEqual([renewed.view]);
  const view = eventView.parse((await organizer.http('GET', `/api/events/${slug}`)).body);
  expect(view).toMatchObject({
    rooms: [{ id: room, stage: { state: 'offline', playlist: null } }],
    talks: [{ id: talk.body.id }],
    verbs: expect.arrayContaining(['event.manage']),
  });
  expect(
    eventList
      .parse((await organizer.http('GET', '/api/events')).body)
      .events.find((event) => event.slug === slug),
  ).toMatchObject({ startMs: 1_000, endMs: 2_000, live: false });
});

test('a talk goes live and ends, and its room hears of it', async () => {
  const { slug, room } = await makeEvent(organizer);
  const { id } = (
    await organizer.http('POST', `/api/events/${slug}/talks`, {
      room,
      title: 'On logs',
      startMs: 1_000,
      endMs: 2_000,
    })
  ).body;
  const line = await organizer.line();
  await line.ask('room.join', { room });
  const become = (state: string) => organizer.http('PATCH', `/api/talks/${id}`, { state });
  const asked = { speakers: ['Ann'], abstract: 'How.', language: 'de' };
  await organizer.http('PATCH', `/api/talks/${id}`, asked);
  expect((await become('ended')).body.code).toBe('conflict');
  expect((await become('live')).body.state).toBe('live');
  expect((await become('live')).status).toBe(200);
  // Whatever a patch does not name stays as it was.
  expect((await become('ended')).body).toMatchObject({ ...asked, state: 'ended' });
  await line.until(() => line.entries().length === 2);
  expect(line.entries().map(({ type, body }) => [type, body?.['state']])).toEqual([
    ['talk.changed', 'live'],
    ['talk.changed', 'ended'],
  ]);
  expect((await organizer.http('PATCH', `/api/talks/${id}`, { endMs: 500 })).body).toMatchObject({
    code: 'invalid',
    fields: [{ path: 'endMs' }],
  });
});

test('what is deleted is gone, with everything in it', async () => {
  const { slug, room } = await makeEvent(organizer);
  const line = await organizer.line();
  await line.ask('room.join', { room });
  await line.ask('chat.post', { room, cid: newCid(), text: 'x' });
  expect(
    (await organizer.http('POST', `/api/events/${slug}/rooms`, { slug: 'main_hall', title: 'x' }))
      .body,
  ).toMatchObject({ code: 'conflict', fields: [{ path: 'slug' }] });
  expect((await organizer.http('DELETE', `/api/events/${slug}`)).status).toBe(204);
  expect((await line.ask('chat.post', { room, cid: newCid(), text: 'x' })).error?.code).toBe(
    'not_found',
  );
  expect((await organizer.http('GET', `/api/rooms/${room}/entries`)).status).toBe(404);
  expect((await organizer.http('GET', `/api/events/${slug}`)).body.code).toBe('not_found');
  expect(
    await sql(server.env['DATABASE_URL'] ?? '', 'SELECT 1 FROM entry WHERE room_id = $1', [room]),
  ).toEqual([]);
});

test('errors are problems with plain words', async () => {
  const problems: [string, string, unknown, number, string][] = [
    ['GET', '/api/nothing', undefined, 404, 'not_found'],
    ['POST', '/api/events', '{"slug":', 400, 'invalid'],
    [
      'POST',
      '/api/events',
      { slug: 'a', title: '', timeZone: 'Mars/Base', languages: [] },
      400,
      'invalid',
    ],
    ['GET', '/api/events/UPPER', undefined, 400, 'invalid'],
    ['GET', '/api/events/unknown_event', undefined, 404, 'not_found'],
  ];
  for (const [method, path, body, status, code] of problems) {
    const answer = await organizer.http(method, path, body);
    expect([path, answer.status, answer.body.code]).toEqual([path, status, code]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ type: 'about:blank', title: expect.any(String), status });
  }
  const wrong = await organizer.http('POST', '/api/events', {
    slug: 'a',
    title: '',
    timeZone: 'Mars/Base',
    languages: [],
    admin: true,
  });
  expect(new Set(wrong.body.fields.map(({ path }: { path: string }) => path))).toEqual(
    new Set(['slug', 'title', 'timeZone', 'languages', '']),
  );
});
