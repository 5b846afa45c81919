import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeEvent } from './support/event.ts';
import { newCid, Person } from './support/person.ts';
import { launchServer, type ServerProcess } from './support/server-process.ts';
import { World, sql } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Says `count` things, each until it is acknowledged, and returns the seqs by cid. */
async function talk(person: Person, room: string, count: number): Promise<Map<string, number>> {
  const acked = new Map<string, number>();
  for (let number = 0; number < count; number += 1) {
    const cid = newCid();
    while (!acked.has(cid)) {
      const answer = await person
        .command(room, 'chat.post', { text: `m${number}` }, cid)
        .catch(() => null);
      if (answer?.status === 200) acked.set(cid, answer.body.seq);
      else await pause(100);
    }
  }
  return acked;
}

test('what was acknowledged survives kill -9 three times: nothing lost, nothing twice, no holes', async () => {
  let server: ServerProcess = await world.server({ LECTERN_LIMITS: 'off' });
  const databaseUrl = server.env['DATABASE_URL'] ?? '';
  const organizer = await Person.organizer(server.url, databaseUrl);
  const { room } = await makeEvent(organizer);
  const people = await Promise.all(
    Array.from({ length: 8 }, (_, index) => Person.enter(server.url, `P${index}`)),
  );
  const talks = Promise.all(people.map((person) => talk(person, room, 60)));
  for (let kill = 0; kill < 3; kill += 1) {
    await pause(400);
    await server.kill('SIGKILL');
    server = await server.again();
  }
  const acked = await talks;
  const rows = await sql<{ seq: string; cid: string }>(
    databaseUrl,
    'SELECT seq, cid FROM entry WHERE room_id = $1 ORDER BY seq',
    [room],
  );
  expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, index) => index + 1));
  expect(new Set(rows.map(({ cid }) => cid)).size).toBe(rows.length);
  const stored = new Map(rows.map(({ cid, seq }) => [cid, Number(seq)]));
  const promised = new Map(acked.flatMap((one) => [...one]));
  expect(promised.size).toBe(480);
  expect([...promised].filter(([cid, seq]) => stored.get(cid) !== seq)).toEqual([]);
  await server.kill('SIGKILL');
});

test('without the database nothing is acknowledged; when it is back, all goes on by itself', async () => {
  const server = await world.server({ LECTERN_LIMITS: 'off' });
  const organizer = await Person.organizer(server.url, server.env['DATABASE_URL'] ?? '');
  const { room } = await makeEvent(organizer);
  const person = await Person.enter(server.url, 'Ann');
  const line = await person.line();
  await line.ask('room.join', { room });
  const first = (await line.ask('chat.post', { room, cid: newCid(), text: 'before' })).body.seq;
  // A stopped process answers nothing, and its sockets stay open: the worst kind of outage.
  const pid = world.postgres.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  const backends = childrenOf(pid);
  for (const backend of backends) process.kill(backend, 'SIGSTOP');
  const cid = newCid();
  const refused = await line.ask('chat.post', { room, cid, text: 'during' });
  expect(refused.error).toMatchObject({ code: 'unavailable', retryAfterMs: expect.any(Number) });
  const health = await fetch(`${server.url}/healthz`);
  expect(health.status).toBe(503);
  // A warm join needs no database.
  expect((await line.ask('room.join', { room })).body.topics[0].entries.length).toBe(1);
  for (const backend of backends) process.kill(backend, 'SIGCONT');
  process.kill(pid, 'SIGCONT');
  const again = await until(() => line.ask('chat.post', { room, cid, text: 'during' }));
  expect(again.body.seq).toBe(first + 1);
  await line.until(() => line.entries().length === 2);

  process.kill(pid, 'SIGKILL');
  await recovered();
  const after = await until(() => line.ask('chat.post', { room, cid: newCid(), text: 'after' }));
  expect(after.body.seq).toBe(first + 2);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(server.child.exitCode).toBe(null);
  await server.kill('SIGKILL');
});

/** Waits until the database server that was killed is there again. */
async function recovered(): Promise<void> {
  await until(() =>
    sql(world.postgres.url, 'SELECT 1').then(
      () => ({}),
      (error: unknown) => ({ error }),
    ),
  );
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

async function until<T extends { error?: unknown }>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const reply = await ask();
    if (reply.error === undefined || tries > 60) return reply;
    await pause(250);
  }
}

test('SIGTERM: clients are told when to come back, what was accepted is saved, the process ends', async () => {
  const server = await world.server({ LECTERN_LIMITS: 'off' });
  const organizer = await Person.organizer(server.url, server.env['DATABASE_URL'] ?? '');
  const { room } = await makeEvent(organizer);
  const line = await organizer.line();
  await line.ask('room.join', { room });
  const posts = Array.from({ length: 50 }, () =>
    line.ask('chat.post', { room, cid: newCid(), text: 'x' }),
  );
  await pause(5);
  server.child.kill('SIGTERM');
  const answers = await Promise.all(posts);
  expect(answers.filter(({ error }) => error)).toEqual([]);
  expect(await line.closed).toBe(1012);
  expect(line.frames.find(({ type }) => type === 'reconnect')?.afterMs).toBeLessThan(1_000);
  expect(await server.exited).toBe(0);
  const rows = await sql(
    server.env['DATABASE_URL'] ?? '',
    'SELECT 1 FROM entry WHERE room_id = $1',
    [room],
  );
  expect(rows.length).toBe(50);
});

test('a second server on the same data directory ends with 75 and names the first', async () => {
  const server = await world.server();
  const second = await launchServer({ ...server.env, LECTERN_PORT: '0' });
  expect(await second.exited).toBe(75);
  expect(second.output).toContain(`process ${server.child.pid}`);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await server.kill('SIGKILL');
  const third = await server.again();
  await third.kill('SIGTERM');
});

test('a taken port is one clear sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const server = await launchServer({
    DATABASE_URL: await world.database(),
    LECTERN_DATA_DIR: `${world.dir}/port`,
    LECTERN_PORT: port,
  });
  expect(await server.exited).toBe(1);
  expect(server.output.trim()).toBe(
    `Port ${port} on 127.0.0.1 is taken by another program. Stop it, or set LECTERN_PORT to another port.`,
  );
  taken.close();
});

test('a wrong environment stops the start and says everything that is wrong', async () => {
  const server = await launchServer({
    LECTERN_PORT: '99999',
    LECTERN_ORIGIN: 'lectern.example/path',
  });
  expect(await server.exited).toBe(78);
  for (const name of ['DATABASE_URL', 'LECTERN_PORT', 'LECTERN_ORIGIN'])
    expect(server.output).toContain(name);
});
