import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands, type CommandName } from '@lectern/protocol/commands';
import { signTicket } from '@lectern/ticket/ticket';
import { makeEvent, type TestEvent } from './support/event.ts';
import { Line } from './support/line.ts';
import { newCid, Person } from './support/person.ts';
import type { ServerProcess } from './support/server-process.ts';
import { World } from './support/world.ts';

let world: World;
let server: ServerProcess;
let organizer: Person;
let event: TestEvent;
/** Every role, as somebody who holds it. */
let roles: Record<string, Person>;

beforeAll(async () => {
  world = await World.create();
  server = await world.server({ LECTERN_LIMITS: 'off' });
  const databaseUrl = server.env['DATABASE_URL'] ?? '';
  organizer = await Person.organizer(server.url, databaseUrl);
  event = await makeEvent(organizer);
  const other = await makeEvent(organizer);
  roles = {
    reader: new Person(server.url),
    attendee: await Person.enter(server.url, 'Ann'),
    moderator: await Person.moderator(server.url, databaseUrl, event.id),
    'moderator of another event': await Person.moderator(server.url, databaseUrl, other.id),
    organizer,
  };
});
afterAll(() => world.close());

const names = Object.keys(commands) as CommandName[];
const inRooms = names.filter((name) => commands[name].scope === 'room');

/** A body that the command takes, with targets that do not exist where it names any. */
function bodyOf(name: CommandName, room: string): Record<string, unknown> {
  const bodies: Record<CommandName, Record<string, unknown>> = {
    'room.join': { room },
    'room.leave': { room },
    'room.range': { room, topic: 'main', after: 0, limit: 5 },
    'room.configure': { room, cid: newCid(), slowModeMs: 0, chatOpen: true, questionsOpen: true },
    'chat.post': { room, cid: newCid(), text: 'hello' },
    'chat.remove': { room, cid: newCid(), target: 999_999 },
    'question.ask': { room, cid: newCid(), text: 'why?' },
    'question.vote': { room, question: 999_999, up: true },
    'question.change': { room, cid: newCid(), question: 999_999, state: 'open', pinned: false },
    'question.remove': { room, cid: newCid(), target: 999_999 },
    'person.mute': { room, cid: newCid(), person: 'a'.repeat(16), forMs: 1_000 },
    'stage.watch': { room },
    'host.attach': { host: 'local' },
    'host.observe': {
      host: 'local',
      atMs: 1,
      revision: 0,
      stages: [],
      disk: { freeBytes: 1, totalBytes: 2 },
    },
  };
  return bodies[name];
}

const ATTEND = ['room.read', 'chat.post', 'question.ask', 'question.vote'];
const MODERATE = [...ATTEND, 'chat.moderate', 'question.moderate', 'person.mute'];
// Written out here and not read from the product's table: this is the expectation.
const verbs: Record<string, string[]> = {
  reader: ['room.read'],
  attendee: ATTEND,
  moderator: MODERATE,
  'moderator of another event': ATTEND,
  organizer: [...MODERATE, 'room.configure', 'event.manage', 'stage.manage', 'stage.health'],
};

/** What a role is told: that it may not, that there is no such target, or nothing. */
function expected(role: string, name: CommandName): string | undefined {
  if (!verbs[role]?.includes(commands[name].verb))
    return role === 'reader' ? 'unauthenticated' : 'forbidden';
  const aimsAtNothing = [
    'chat.remove',
    'question.vote',
    'question.change',
    'question.remove',
    'person.mute',
  ].includes(name);
  return aimsAtNothing ? 'not_found' : undefined;
}

async function open(role: string): Promise<Line> {
  const person = roles[role];
  return Line.open(server.url, {
    origin: server.url,
    ...(person?.cookie ? { cookie: person.cookie } : {}),
  });
}

describe.each(['reader', 'attendee', 'moderator', 'moderator of another event', 'organizer'])(
  '%s',
  (role) => {
    test('may do over a socket what the role allows, and nothing else', async () => {
      const line = await open(role);
      const answers: Record<string, string | undefined> = {};
      for (const name of names)
        answers[name] = (await line.ask(name, bodyOf(name, event.room))).error?.code;
      expect(answers).toEqual(
        Object.fromEntries(names.map((name) => [name, expected(role, name)])),
      );
      line.end();
    });

    test('may do the same over HTTP', async () => {
      const answers: Record<string, string | undefined> = {};
      for (const name of inRooms) {
        const { room, cid, ...body } = bodyOf(name, event.room);
        answers[name] = (
          await roles[role]?.command(
            String(room),
            name,
            body,
            typeof cid === 'string' ? cid : undefined,
          )
        )?.body.code;
      }
      expect(answers).toEqual(
        Object.fromEntries(inRooms.map((name) => [name, expected(role, name)])),
      );
    });

    test('finds no room that does not exist, whatever the command', async () => {
      const line = await open(role);
      for (const name of inRooms) {
        expect((await line.ask(name, bodyOf(name, 'z'.repeat(16)))).error?.code).toBe('not_found');
        const { room, cid, ...body } = bodyOf(name, 'z'.repeat(16));
        expect(
          (
            await roles[role]?.command(
              String(room),
              name,
              body,
              typeof cid === 'string' ? cid : undefined,
            )
          )?.status,
        ).toBe(404);
      }
      line.end();
    });
  },
);

/** Bodies that no command takes. */
const bad: [what: string, spoil: (body: Record<string, unknown>) => unknown][] = [
  ['nothing', () => undefined],
  ['null', () => null],
  ['a list', () => []],
  ['text', () => 'body'],
  ['an unknown field', (body) => ({ ...body, admin: true })],
  [
    'an author',
    (body) => ({ ...body, actor: { id: 'a'.repeat(16), name: 'Organizer', host: true } }),
  ],
  [
    'a field of the wrong type',
    (body) => Object.fromEntries(Object.keys(body).map((key) => [key, { contains: '' }])),
  ],
];

test.each(bad)('every command refuses %s, on both doors', async (_what, spoil) => {
  const answers: Record<string, string | undefined> = {};
  for (const name of names) {
    // A socket that sends only nonsense is closed after a while: each gets its own.
    const line = await open('organizer');
    answers[name] = (await line.ask(name, spoil(bodyOf(name, event.room)))).error?.code;
    line.end();
  }
  expect(answers).toEqual(Object.fromEntries(names.map((name) => [name, 'invalid'])));
  for (const name of inRooms) {
    const { room: _room, cid, ...body } = bodyOf(name, event.room);
    const spoilt = spoil({ ...body, extra: 1 });
    const answer = await organizer.command(
      event.room,
      name,
      (spoilt ?? 'null') as Record<string, unknown>,
      typeof cid === 'string' ? cid : undefined,
    );
    expect([name, answer.status]).toEqual([name, 400]);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  }
});

test('an unknown command is refused, and a socket that goes on is closed', async () => {
  const line = await open('attendee');
  expect((await line.ask('admin.become', {})).error?.code).toBe('unknown_command');
  expect((await line.ask('constructor', {})).error?.code).toBe('unknown_command');
  for (let count = 0; count < 30; count += 1) line.ask('room.join', {}).catch(() => undefined);
  expect(await line.closed).toBe(1008);
  expect(
    (await roles['attendee']?.command(event.room, 'host.attach', { host: 'local' }))?.body.code,
  ).toBe('unknown_command');
});

test('a ticket opens what it names, and nothing else', async () => {
  const now = Date.now();
  const claims = {
    sub: 'stage-host:local',
    room: null,
    verbs: ['stage.host' as const],
    issuedMs: now,
    expiresMs: now + 60_000,
  };
  const openWith = (token: string, headers = {}) =>
    Line.open(server.url, headers, ['lectern.1', `ticket.${token}`]);
  const host = await openWith(signTicket(world.secret, claims));
  expect((await host.ask('host.attach', { host: 'local' })).body.stages.length).toBe(2);
  expect((await host.ask('chat.post', bodyOf('chat.post', event.room))).error?.code).toBe(
    'not_found',
  );
  const captioner = await openWith(
    signTicket(world.secret, { ...claims, room: event.room, verbs: ['room.read'] }),
  );
  expect((await captioner.ask('host.attach', { host: 'local' })).error?.code).toBe('forbidden');
  expect(
    (await captioner.ask('room.range', bodyOf('room.range', event.room))).error,
  ).toBeUndefined();
  expect((await captioner.ask('chat.post', bodyOf('chat.post', event.room))).error?.code).toBe(
    'forbidden',
  );
  await expect(openWith(signTicket(Buffer.alloc(64, 'x'), claims))).rejects.toThrow('401');
  await expect(
    openWith(
      signTicket(world.secret, { ...claims, issuedMs: now - 200_000, expiresMs: now - 100_000 }),
    ),
  ).rejects.toThrow('401');
  await expect(
    openWith(signTicket(world.secret, claims), { cookie: organizer.cookie }),
  ).rejects.toThrow('403');
});

test('only a manager of the event changes it, its rooms, its talks and its keys', async () => {
  const talk = { room: event.room, title: 'Talk', startMs: 1_000, endMs: 2_000 };
  const made = await organizer.http('POST', `/api/events/${event.slug}/talks`, talk);
  expect(made.status).toBe(201);
  const requests: [string, string, unknown?][] = [
    ['POST', '/api/events', { slug: 'mine_mine', title: 'x', timeZone: 'UTC', languages: ['en'] }],
    ['PATCH', `/api/events/${event.slug}`, { title: 'x' }],
    ['DELETE', `/api/events/${event.slug}`],
    ['POST', `/api/events/${event.slug}/rooms`, { slug: 'room_x', title: 'x' }],
    ['PATCH', `/api/rooms/${event.room}`, { title: 'x' }],
    ['DELETE', `/api/rooms/${event.room}`],
    ['POST', `/api/events/${event.slug}/talks`, talk],
    ['PATCH', `/api/talks/${made.body.id}`, { title: 'x' }],
    ['DELETE', `/api/talks/${made.body.id}`],
    ['GET', `/api/rooms/${event.room}/stream-keys`],
    ['POST', `/api/rooms/${event.room}/stream-keys`],
    ['GET', `/api/rooms/${event.room}/health`],
  ];
  for (const role of ['attendee', 'moderator', 'moderator of another event']) {
    for (const [method, path, body] of requests) {
      const answer = await roles[role]?.http(method, path, body);
      expect([role, method, path, answer?.status]).toEqual([role, method, path, 403]);
    }
  }
  for (const [method, path, body] of requests) {
    const answer = await roles['reader']?.http(method, path, body);
    expect([method, path, answer?.status]).toEqual([method, path, 401]);
  }
  const elsewhere = await makeEvent(organizer);
  expect(
    (await organizer.http('PATCH', `/api/talks/${made.body.id}`, { room: elsewhere.room })).status,
  ).toBe(404);
});
