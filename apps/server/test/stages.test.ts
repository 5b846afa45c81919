import { afterAll, beforeAll, expect, test } from 'vitest';
import { desiredState, type ObservedStage } from '@lectern/protocol/stage';
import { frame } from '@lectern/protocol/frames';
import { signTicket } from '@lectern/ticket/ticket';
import { hashSecret } from '../dist/ids.js';
import { makeEvent } from './support/event.ts';
import { Line } from './support/line.ts';
import { Person } from './support/person.ts';
import type { ServerProcess } from './support/server-process.ts';
import { World } from './support/world.ts';

let world: World;
let server: ServerProcess;
let organizer: Person;

beforeAll(async () => {
  world = await World.create();
  server = await world.server();
  organizer = await Person.organizer(server.url, server.env['DATABASE_URL'] ?? '');
});
afterAll(() => world.close());

function openHost(): Promise<Line> {
  const claims = {
    sub: 'stage-host:local',
    room: null,
    verbs: ['stage.host' as const],
    issuedMs: Date.now(),
    expiresMs: Date.now() + 60_000,
  };
  return Line.open(server.url, {}, ['lectern.1', `ticket.${signTicket(world.secret, claims)}`]);
}

const observation = (room: string, change: Partial<ObservedStage>): ObservedStage => ({
  ...{ room, state: 'offline', broadcast: null, sinceMs: 1_000, startedAtMs: null, listedMs: null },
  ...{ ingest: null, packager: null, faults: [] },
  ...change,
});

const report = (...stages: ObservedStage[]) => ({
  host: 'local',
  atMs: Date.now(),
  revision: 1,
  stages,
  disk: { freeBytes: 1, totalBytes: 2 },
});

test('a host is told what should be, at once and at every change, with growing revisions', async () => {
  const { slug, room } = await makeEvent(organizer);
  const host = await openHost();
  const first = desiredState.parse((await host.ask('host.attach', { host: 'local' })).body);
  expect(first.stages.find((stage) => stage.room === room)).toMatchObject({
    title: 'Main hall',
    keyHashes: [],
    talk: null,
    packager: 'owncast',
  });
  const { key } = (await organizer.http('POST', `/api/rooms/${room}/stream-keys`)).body;
  await organizer.http('PATCH', `/api/rooms/${room}`, { packager: 'ladder', latency: 0 });
  const talk = (
    await organizer.http('POST', `/api/events/${slug}/talks`, {
      room,
      title: 'On logs',
      startMs: 1,
      endMs: 2,
    })
  ).body;
  await organizer.http('PATCH', `/api/talks/${talk.id}`, { state: 'live' });
  const told = () =>
    host.frames
      .filter(({ type }) => type === 'desired')
      .map((one) => desiredState.parse(one.desired));
  const last = await host.until(() =>
    told().find(({ stages }) => stages.some((stage) => stage.room === room && stage.talk !== null)),
  );
  expect(last.stages.find((stage) => stage.room === room)).toMatchObject({
    keyHashes: [hashSecret(key)],
    packager: 'ladder',
    latency: 0,
    talk: { id: talk.id, title: 'On logs' },
  });
  expect(JSON.stringify(host.frames)).not.toContain(key);
  const revisions = told().map(({ revision }) => revision);
  expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
  await server.kill('SIGKILL');
  server = await server.again();
  const again = await openHost();
  expect((await again.ask('host.attach', { host: 'local' })).body.revision).toBeGreaterThan(
    Math.max(first.revision, ...revisions),
  );
});

test('what a host observes becomes entries where it is news, and health for those who may see it', async () => {
  const { slug, room } = await makeEvent(organizer);
  const host = await openHost();
  await host.ask('host.attach', { host: 'local' });
  const audience = await (await Person.enter(server.url, 'Ann')).line();
  await audience.ask('room.join', { room });
  expect((await audience.ask('stage.watch', { room })).error?.code).toBe('forbidden');
  const desk = await organizer.line();
  expect((await desk.ask('stage.watch', { room })).body).toEqual({});
  const live = {
    state: 'live',
    broadcast: 'b'.repeat(16),
    sinceMs: 2_000,
    startedAtMs: 1_500,
  } as const;
  const offline = observation(room, {});
  await Promise.all([
    ...[offline, offline].map((stage) => host.ask('host.observe', report(stage))),
    host.ask(
      'host.observe',
      report(observation(room, { ...live, state: 'starting', startedAtMs: null })),
    ),
    ...[1, 2, 3].map((kbps) =>
      host.ask(
        'host.observe',
        report(observation(room, { ...live, listedMs: kbps }), observation('z'.repeat(16), live)),
      ),
    ),
  ]);
  await audience.until(() => audience.entries().length >= 2);
  expect(audience.entries().map(({ body }) => body)).toEqual([
    { ...live, state: 'starting', startedAtMs: null },
    live,
  ]);
  const view = (await organizer.http('GET', `/api/events/${slug}`)).body.rooms[0].stage;
  expect(view).toEqual({
    ...live,
    playlist: `/live/${room}/index.m3u8`,
    thumbnail: `/live/${room}/thumb.jpg`,
  });
  const health = await desk.until(() =>
    desk.frames.find(({ type, stage }) => type === 'health' && stage.state === 'live'),
  );
  expect(frame.parse(health)).toMatchObject({ room, stage: { listedMs: 3 } });
  expect(Date.now() - health.hostSeenMs).toBeLessThan(5_000);
  expect(audience.frames.some(({ type }) => type === 'health')).toBe(false);
  expect((await organizer.http('GET', `/api/rooms/${room}/health`)).body.stage.state).toBe('live');
  // Told before the restart is not told again.
  await server.kill('SIGKILL');
  server = await server.again();
  const back = await openHost();
  await back.ask('host.attach', { host: 'local' });
  await back.ask('host.observe', report(observation(room, live)));
  await back.ask(
    'host.observe',
    report(observation(room, { ...live, state: 'ended', sinceMs: 9_000 })),
  );
  const page = (await organizer.http('GET', `/api/rooms/${room}/entries`)).body;
  expect(page.entries.map(({ body }: { body: { state: string } }) => body.state)).toEqual([
    'starting',
    'live',
    'ended',
  ]);
  back.end();
  const { hostSeenMs } = (await organizer.http('GET', `/api/rooms/${room}/health`)).body;
  expect(hostSeenMs).toBeGreaterThan(0);
});
