import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeEvent, type TestEvent } from './support/event.ts';
import { newCid, Person } from './support/person.ts';
import type { ServerProcess } from './support/server-process.ts';
import { sql, World } from './support/world.ts';

let world: World;
let server: ServerProcess;
let organizer: Person;
let event: TestEvent;

beforeAll(async () => {
  world = await World.create();
  server = await world.server({ LECTERN_LIMITS: 'off' });
  organizer = await Person.organizer(server.url, server.env['DATABASE_URL'] ?? '');
  event = await makeEvent(organizer);
});
afterAll(() => world.close());

const databaseUrl = () => server.env['DATABASE_URL'] ?? '';
const stored = (room: string) =>
  sql<{ seq: string; cid: string; body: { text: string } | null; digest: Buffer | null }>(
    databaseUrl(),
    'SELECT seq, cid, body, digest FROM entry WHERE room_id = $1 ORDER BY seq',
    [room],
  );

test('a storm of repeats over two sockets and HTTP stores each message once, in one order for all', async () => {
  const { room } = await makeEvent(organizer);
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, index) => Person.enter(server.url, `P${index}`)),
  );
  const lines = await Promise.all(people.flatMap((person) => [person.line(), person.line()]));
  for (const line of lines) await line.ask('room.join', { room });
  const cids = people.map(() => Array.from({ length: 10 }, newCid));
  const acks = await Promise.all(
    people.flatMap((person, index) =>
      (cids[index] ?? []).flatMap((cid, number) => {
        const post = { room, cid, text: `message ${number}` };
        const repeats = 1 + ((index + number) % 5);
        return Array.from({ length: repeats }, async (_, repeat) => {
          if (repeat === 2)
            return {
              key: `${index} ${cid}`,
              seq: (await person.command(room, 'chat.post', { text: post.text }, cid)).body.seq,
            };
          const reply = await lines[index * 2 + (repeat % 2)]?.ask('chat.post', post);
          return { key: `${index} ${cid}`, seq: reply?.body.seq };
        });
      }),
    ),
  );
  const rows = await stored(room);
  expect(rows.length).toBe(100);
  expect(rows.map(({ seq }) => Number(seq))).toEqual(
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
  expect(new Set(rows.map(({ cid }) => cid))).toEqual(new Set(cids.flat()));
  // Every repeat got the seq of the first.
  const seqs = Map.groupBy(acks, ({ key }) => key);
  expect([...seqs.values()].every((same) => new Set(same.map(({ seq }) => seq)).size === 1)).toBe(
    true,
  );
  for (const line of lines) {
    await line.until(() => line.entries().length >= 100);
    expect(line.entries().map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => Number(seq)));
    line.end();
  }
});

test('the same cid with another body is a conflict, with the same body the first answer', async () => {
  const person = await Person.enter(server.url, 'Ann');
  const cid = newCid();
  const first = await person.command(event.room, 'chat.post', { text: 'hello' }, cid);
  const again = await person.command(event.room, 'chat.post', { text: 'hello' }, cid);
  const other = await person.command(event.room, 'chat.post', { text: 'other' }, cid);
  const somebody = await (
    await Person.enter(server.url, 'Bob')
  ).command(event.room, 'chat.post', { text: 'hello' }, cid);
  expect(first).toMatchObject({ status: 200, body: { dup: false } });
  expect(again.body).toEqual({ ...first.body, dup: true });
  expect(other).toMatchObject({ status: 409, body: { code: 'cid_conflict' } });
  expect(somebody.body.seq).toBe(first.body.seq + 1);
});

test('a removed message leaves the table, the memory, joins and back-fills', async () => {
  const { room } = await makeEvent(organizer);
  const person = await Person.enter(server.url, 'Ann');
  const line = await person.line();
  await line.ask('room.join', { room });
  const { seq } = (await line.ask('chat.post', { room, cid: newCid(), text: 'SECRET-1' })).body;
  const stranger = await Person.enter(server.url, 'Eve');
  expect((await stranger.command(room, 'chat.remove', { target: seq }, newCid())).body.code).toBe(
    'forbidden',
  );
  const cid = newCid();
  expect((await person.command(room, 'chat.remove', { target: seq }, cid)).status).toBe(200);
  expect((await person.command(room, 'chat.remove', { target: seq }, cid)).body.dup).toBe(true);
  expect((await person.command(room, 'chat.remove', { target: seq }, newCid())).body.code).toBe(
    'gone',
  );
  expect(JSON.stringify(await stored(room))).not.toContain('SECRET');
  const joined = await (await stranger.line()).ask('room.join', { room });
  const range = await line.ask('room.range', { room, topic: 'main', after: 0, limit: 10 });
  const page = await stranger.http('GET', `/api/rooms/${room}/entries?topic=main&after=0`);
  expect(JSON.stringify([joined, range, page])).not.toContain('SECRET');
  expect(page.body.entries[0]).toMatchObject({ seq, type: 'chat.posted', body: null });
});

test('joining and rejoining are the same act', async () => {
  const { room } = await makeEvent(organizer);
  const person = await Person.enter(server.url, 'Ann');
  const line = await person.line();
  const post = (text: string) => line.ask('chat.post', { room, cid: newCid(), text });
  for (let index = 1; index <= 120; index += 1) await post(`m${index}`);
  const fresh = (await line.ask('room.join', { room })).body;
  expect(fresh).toMatchObject({ reset: true, topics: [{ topic: 'main', from: 21, head: 120 }] });
  const { epoch } = fresh;
  const resumed = (await line.ask('room.join', { room, epoch, after: { main: 117 } })).body;
  expect(resumed).toMatchObject({
    reset: false,
    topics: [{ from: 118, head: 120, entries: [{ seq: 118 }, { seq: 119 }, { seq: 120 }] }],
  });
  expect((await line.ask('room.join', { room, epoch, after: { main: 120 } })).body).toMatchObject({
    reset: false,
    topics: [{ from: 121, entries: [] }],
  });
  expect((await line.ask('room.join', { room, epoch, after: { main: 500 } })).body.reset).toBe(
    true,
  );
  expect(
    (await line.ask('room.join', { room, epoch: 'a'.repeat(16), after: { main: 117 } })).body.reset,
  ).toBe(true);
  const page = await person.http(
    'GET',
    `/api/rooms/${room}/entries?topic=main&after=100&limit=3&epoch=${epoch}`,
  );
  expect(page.body.entries.map(({ seq }: { seq: number }) => seq)).toEqual([101, 102, 103]);
});

test('questions are asked, voted for once per person, pinned, answered and removed', async () => {
  const { room } = await makeEvent(organizer);
  const [ann, bob] = [await Person.enter(server.url, 'Ann'), await Person.enter(server.url, 'Bob')];
  const line = await ann.line();
  await line.ask('room.join', { room });
  const question = (await line.ask('question.ask', { room, cid: newCid(), text: 'Why?' })).body.seq;
  const votes = await Promise.all(
    Array.from({ length: 50 }, () => bob.command(room, 'question.vote', { question, up: true })),
  );
  expect(votes.map(({ body }) => body.votes)).toEqual(votes.map(() => 1));
  expect((await line.ask('question.vote', { room, question, up: true })).body.votes).toBe(2);
  await line.until(() =>
    line.frames.some(({ type, tallies }) => type === 'state' && tallies[question] === 2),
  );
  expect((await line.ask('question.vote', { room, question, up: false })).body.votes).toBe(1);
  expect((await ann.command(room, 'question.vote', { question: 999, up: true })).body.code).toBe(
    'not_found',
  );
  const change = { question, state: 'answered', pinned: true };
  expect((await ann.command(room, 'question.change', change, newCid())).body.code).toBe(
    'forbidden',
  );
  expect((await organizer.command(room, 'question.change', change, newCid())).status).toBe(200);
  const joined = (await (await bob.line()).ask('room.join', { room })).body;
  expect(joined).toMatchObject({ state: { tallies: { [question]: 1 } }, votes: [question] });
  expect(
    (await bob.command(room, 'question.remove', { target: question }, newCid())).body.code,
  ).toBe('forbidden');
  expect((await ann.command(room, 'question.remove', { target: question }, newCid())).status).toBe(
    200,
  );
  expect(await sql(databaseUrl(), 'SELECT 1 FROM vote WHERE room_id = $1', [room])).toEqual([]);
});

test('the log, the votes and the settings are the same after a restart', async () => {
  const { room } = await makeEvent(organizer);
  const person = await Person.enter(server.url, 'Ann');
  const question = (await person.command(room, 'question.ask', { text: 'Why?' }, newCid())).body
    .seq;
  await person.command(room, 'question.vote', { question, up: true });
  await organizer.command(
    room,
    'room.configure',
    { slowModeMs: 0, chatOpen: false, questionsOpen: true },
    newCid(),
  );
  const before = (await (await person.line()).ask('room.join', { room })).body;
  // A row that this version cannot read, as one of a later version would be.
  await sql(
    databaseUrl(),
    `UPDATE entry SET type = 'later.thing' WHERE room_id = $1 AND type = 'room.configured'`,
    [room],
  );
  await server.kill('SIGKILL');
  server = await server.again();
  const after = (await (await person.line()).ask('room.join', { room })).body;
  const unreadable = { type: 'chat.posted', body: null };
  before.topics[0].entries[1] = { ...before.topics[0].entries[1], ...unreadable };
  expect(after).toEqual({ ...before, state: { ...before.state, viewers: 1 } });
  expect((await person.command(room, 'chat.post', { text: 'hello' }, newCid())).body.code).toBe(
    'closed',
  );
  await server.kill('SIGKILL');
  server = await server.again();
});
