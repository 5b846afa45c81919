import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { makeEvent, type TestEvent } from './support/event.ts';
import { newCid, Person } from './support/person.ts';
import type { ServerProcess } from './support/server-process.ts';
import { World } from './support/world.ts';

let world: World;
let server: ServerProcess;
let organizer: Person;
let event: TestEvent;

beforeAll(async () => {
  world = await World.create();
  server = await world.server();
  organizer = await Person.organizer(server.url, server.env['DATABASE_URL'] ?? '');
  event = await makeEvent(organizer);
});
afterAll(() => world.close());

/** Tries an upgrade; returns the status of the refusal, or 101. */
function upgrade(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(server.url.replace('http', 'ws') + path, ['lectern.1'], {
      headers,
    });
    socket.once('open', () => (socket.terminate(), resolve(101)));
    socket.once(
      'unexpected-response',
      (request, response) => (request.destroy(), resolve(response.statusCode ?? 0)),
    );
    socket.on('error', (error) => reject(error));
  });
}

test('a cookie of ours with an Origin that is not ours opens no socket, on any path', async () => {
  const { cookie } = await Person.enter(server.url);
  const port = new URL(server.url).port;
  const origins = [
    ...[
      'https://evil.example',
      'null',
      '',
      `${server.url}.evil.example`,
      `http://evil.example:${port}`,
      `https://127.0.0.1:${port}`,
    ],
    ...[
      'http://127.0.0.1',
      `http://127.0.0.1:${Number(port) + 1}`,
      `${server.url}/`,
      server.url.toUpperCase(),
      `http://user@127.0.0.1:${port}`,
    ],
  ];
  for (const path of ['/ws', '/', '/api', '/socket.io/?EIO=4', '/live', '/ws/../ws']) {
    for (const origin of origins)
      expect([path, origin, await upgrade(path, { cookie, origin })]).toEqual([path, origin, 403]);
    expect([path, await upgrade(path, { cookie })]).toEqual([path, 403]);
    expect([path, await upgrade(path, {})]).toEqual([path, 403]);
  }
  expect(await upgrade('/ws', { cookie, origin: server.url })).toBe(101);
  expect(await upgrade('/ws', { origin: server.url })).toBe(101);
  expect(await upgrade('/elsewhere', { cookie, origin: server.url })).toBe(404);
});

test('a change that another site asks for is refused', async () => {
  const person = await Person.enter(server.url, 'Ann');
  const rename = (headers: Record<string, string>) =>
    person.http('PATCH', '/api/session', { name: 'Mallory' }, headers);
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    expect((await rename(headers)).body.code).toBe('origin');
  }
  const plain = await fetch(`${server.url}/api/session`, {
    method: 'PATCH',
    headers: { cookie: person.cookie, 'content-type': 'application/json' },
    body: '{"name":"Mallory"}',
  });
  expect(plain.status).toBe(403);
  expect(
    (
      await person.http('PATCH', '/api/session', '{"name":"Mallory"}', {
        'content-type': 'text/plain',
      })
    ).status,
  ).toBe(400);
  expect((await person.http('GET', '/api/session')).body.person.name).toBe('Ann');
});

test('numbers and ids that poisoned other rooms are refused, and the next message is the next', async () => {
  const { room } = await makeEvent(organizer);
  const person = await Person.enter(server.url, 'Ann');
  const { seq } = (await person.command(room, 'chat.post', { text: 'one' }, newCid())).body;
  const line = await person.line();
  for (const after of [9e18, -1, Number.NaN, '1e400', '5', 1.5, null]) {
    expect(
      (await line.ask('room.range', { room, topic: 'main', after, limit: 5 })).error?.code,
    ).toBe('invalid');
  }
  for (const after of ['9e18', '-1', 'NaN', '1e400', '1.5', 'x']) {
    expect((await person.http('GET', `/api/rooms/${room}/entries?after=${after}`)).status).toBe(
      400,
    );
  }
  expect((await person.http('GET', `/api/rooms/${room}/entries?after=1&after=2`)).status).toBe(400);
  expect((await person.http('GET', `/api/rooms/${room}/entries?where=1`)).status).toBe(400);
  expect((await person.http('GET', `/api/rooms/${'r'.repeat(10_000)}/entries`)).status).toBe(400);
  // Half a character: a database would refuse the whole batch that it is in.
  const half = '{"text":"\\ud800"}';
  const asJson = { 'content-type': 'application/json', 'idempotency-key': newCid() };
  const halves = await person.http('POST', `/api/rooms/${room}/commands/chat.post`, half, asJson);
  expect(halves.status).toBe(400);
  const poison = '{"text":"two","replyTo":1e400}';
  expect(
    (
      await person.http('POST', `/api/rooms/${room}/commands/chat.post`, poison, {
        'content-type': 'application/json',
        'idempotency-key': newCid(),
      })
    ).status,
  ).toBe(400);
  expect(
    (
      await (
        await Person.enter(server.url, 'Bob')
      ).command(room, 'chat.post', { text: 'two' }, newCid())
    ).body.seq,
  ).toBe(seq + 1);
  line.end();
});

test('text stays text, and names cannot pose', async () => {
  const person = await Person.enter(server.url, 'Ann');
  for (const text of [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '{{7*7}}',
    '__proto__',
    '=HYPERLINK("x")',
    '\u200fright to left',
  ]) {
    const { room } = await makeEvent(organizer);
    const cid = newCid();
    expect((await person.command(room, 'chat.post', { text }, cid)).status).toBe(200);
    expect((await person.http('GET', `/api/rooms/${room}/entries`)).body.entries[0].body.text).toBe(
      text,
    );
    await new Promise((resolve) => setTimeout(resolve, 350));
  }
  for (const name of [
    '',
    ' ',
    '\u0000',
    'a\nb',
    'a\u202eb',
    'a'.repeat(61),
    `a${'\u0301'.repeat(300)}`,
    '\u200b',
    { toString: 'x' },
    ['Ann'],
  ]) {
    expect([name, (await person.http('PATCH', '/api/session', { name })).status]).toEqual([
      name,
      400,
    ]);
  }
  const polluting = '{"name":"Eve","__proto__":{"admin":true}}';
  const polluted = await person.http('PATCH', '/api/session', polluting, {
    'content-type': 'application/json',
  });
  expect(polluted.body).toMatchObject({ person: { name: 'Eve' }, roles: [] });
  expect((await person.http('PATCH', '/api/session', { name: 'Organizer' })).status).toBe(200);
  const { room } = await makeEvent(organizer);
  await person.command(room, 'chat.post', { text: 'I am the organizer' }, newCid());
  await organizer.command(room, 'chat.post', { text: 'So am I' }, newCid());
  const { entries } = (await person.http('GET', `/api/rooms/${room}/entries`)).body;
  expect(entries.map(({ actor }: { actor: { host: boolean } }) => actor.host)).toEqual([
    false,
    true,
  ]);
});

test('10 MB are refused on both doors in plain words', async () => {
  const person = await Person.enter(server.url, 'Ann');
  const text = 'a'.repeat(10_000_000);
  const answer = await person
    .command(event.room, 'chat.post', { text }, newCid())
    .catch(() => ({ status: 413, body: { code: 'too_large' } }));
  expect(answer).toMatchObject({ status: 413, body: { code: 'too_large' } });
  const line = await person.line();
  line.ask('chat.post', { room: event.room, cid: newCid(), text }).catch(() => undefined);
  expect(await line.closed).toBe(1009);
});

test('a session that floods is slowed down on all its sockets and over HTTP; a full venue is not', async () => {
  const { room } = await makeEvent(organizer);
  const flooder = await Person.enter(server.url, 'Flo');
  const lines = await Promise.all(Array.from({ length: 5 }, () => flooder.line()));
  const answers = await Promise.all([
    ...lines.flatMap((line) =>
      Array.from({ length: 30 }, () => line.ask('chat.post', { room, cid: newCid(), text: 'x' })),
    ),
    ...Array.from({ length: 30 }, (_, index) =>
      flooder
        .http(
          'POST',
          `/api/rooms/${room}/commands/chat.post`,
          { text: 'x' },
          { 'idempotency-key': newCid(), 'x-forwarded-for': `10.0.0.${index}` },
        )
        .then(({ body }) => ({ body, error: body.code ? body : undefined })),
    ),
  ]);
  const accepted = answers.filter(({ error }) => error === undefined).length;
  expect(accepted).toBeGreaterThanOrEqual(10);
  expect(accepted).toBeLessThanOrEqual(16);
  expect(answers.find(({ error }) => error)?.error).toMatchObject({
    code: 'rate_limited',
    retryAfterMs: expect.any(Number),
  });
  // From the same address, each with a session of their own.
  const venue = await Promise.all(
    Array.from({ length: 60 }, () => Person.enter(server.url, 'Polite')),
  );
  const polite = await Promise.all(
    venue.map((person) => person.command(room, 'chat.post', { text: 'hello' }, newCid())),
  );
  expect(polite.filter(({ status }) => status !== 200)).toEqual([]);
});

test('mutes and slow mode bite on open sockets at once, also after a reconnect', async () => {
  const { room } = await makeEvent(organizer);
  const person = await Person.enter(server.url, 'Vic');
  const line = await person.line();
  const say = () => line.ask('chat.post', { room, cid: newCid(), text: 'x' });
  expect((await say()).error).toBeUndefined();
  await organizer.command(
    room,
    'room.configure',
    { slowModeMs: 60_000, chatOpen: true, questionsOpen: true },
    newCid(),
  );
  expect((await say()).error).toMatchObject({ code: 'slow_mode' });
  expect(
    (await organizer.command(room, 'chat.post', { text: 'hosts are not slowed' }, newCid())).status,
  ).toBe(200);
  expect(
    (await organizer.command(room, 'person.mute', { person: person.id, forMs: 60_000 }, newCid()))
      .status,
  ).toBe(200);
  expect((await say()).error).toMatchObject({ code: 'muted' });
  expect(
    (await (await person.line()).ask('question.ask', { room, cid: newCid(), text: 'x' })).error
      ?.code,
  ).toBe('muted');
  expect((await person.command(room, 'chat.post', { text: 'x' }, newCid())).body.code).toBe(
    'muted',
  );
  await organizer.command(
    room,
    'room.configure',
    { slowModeMs: 0, chatOpen: true, questionsOpen: true },
    newCid(),
  );
  await organizer.command(room, 'person.mute', { person: person.id, forMs: 0 }, newCid());
  expect((await say()).error).toBeUndefined();
});

test('whatever was sent, the process is the same one and has thrown nothing', () => {
  expect(server.child.exitCode).toBe(null);
  expect(server.output).not.toMatch(/fault|failed|Error/);
});
