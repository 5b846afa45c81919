import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '@lectern/protocol/commands';
import { healthView } from '@lectern/protocol/http';
import { makeEvent } from './support/event.ts';
import { newCid, Person } from './support/person.ts';
import type { ServerProcess } from './support/server-process.ts';
import { World } from './support/world.ts';

let world: World;
let server: ServerProcess;

beforeAll(async () => {
  world = await World.create();
  const [web, live] = [join(world.dir, 'web'), join(world.dir, 'live')];
  mkdirSync(join(web, 'assets'), { recursive: true });
  mkdirSync(join(live, 'room'), { recursive: true });
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Lectern</title>');
  writeFileSync(join(web, 'assets', 'app-1a2b3c.js'), 'export {};');
  writeFileSync(join(live, 'room', 'index.m3u8'), '#EXTM3U\n');
  writeFileSync(join(live, 'room', 'seg1.ts'), '0123456789');
  writeFileSync(join(live, '.secret'), 'x');
  writeFileSync(join(world.dir, 'outside.txt'), 'outside');
  server = await world.server({
    LECTERN_LIMITS: 'off',
    LECTERN_WEB_DIR: web,
    LECTERN_LIVE_DIR: live,
  });
});
afterAll(() => world.close());

test('the web app is served at every address of its own, and files of a stage to every player', async () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers });
  for (const path of ['/', '/e/demo_event', '/o/claim', '/e/demo_event/main_hall']) {
    const page = await get(path);
    expect([path, page.status, page.headers.get('cache-control'), await page.text()]).toEqual([
      path,
      200,
      'no-cache',
      expect.stringContaining('Lectern'),
    ]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  expect((await get('/assets/app-1a2b3c.js')).headers.get('cache-control')).toContain('immutable');
  expect((await get('/assets/missing.js')).status).toBe(404);
  const playlist = await get('/live/room/index.m3u8');
  expect(Object.fromEntries(playlist.headers)).toMatchObject({
    'content-type': 'application/vnd.apple.mpegurl',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
  });
  const part = await get('/live/room/seg1.ts', { range: 'bytes=2-4' });
  expect([part.status, await part.text(), part.headers.get('content-type')]).toEqual([
    206,
    '234',
    'video/mp2t',
  ]);
  expect(part.headers.get('access-control-allow-credentials')).toBe(null);
  for (const path of [
    '/live/',
    '/live/room/',
    '/live/.secret',
    '/live/none.ts',
    '/live/%2e%2e/outside.txt',
    '/live/..%2foutside.txt',
    '/live/room/%2e%2e/%2e%2e/outside.txt',
    '/live/%00',
    '/live/..%5coutside.txt',
  ]) {
    const answer = await get(path);
    expect([path, answer.status >= 400, (await answer.text()).includes('outside\n')]).toEqual([
      path,
      true,
      false,
    ]);
  }
});

test('health and metrics', async () => {
  const organizer = await Person.organizer(server.url, server.env['DATABASE_URL'] ?? '');
  const { room } = await makeEvent(organizer);
  await organizer.command(room, 'chat.post', { text: 'x' }, newCid());
  expect(healthView.parse(await (await fetch(`${server.url}/healthz`)).json())).toMatchObject({
    ok: true,
  });
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/lectern_sockets \d/);
  expect(metrics).toMatch(/lectern_entries_total\{type="chat.posted"\} \d/);
  expect(
    (await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.1' } })).status,
  ).toBe(404);
});

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, unknown>;
}

test('the OpenAPI document is whole: every route, every command, no loose end', async () => {
  const document = await (await fetch(`${server.url}/api/openapi.json`)).json();
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { title: 'Lectern', version: expect.any(String) },
  });
  const operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'path')
      .map(({ name }) => name);
    expect([path, declared.toSorted()]).toEqual([path, inPath.toSorted()]);
    expect([
      path,
      Object.keys(operation.responses).some((status) => status.startsWith('2')),
      'default' in operation.responses,
    ]).toEqual([path, true, true]);
  }
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, pointer] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const target = pointer
      ?.split('/')
      .reduce<unknown>(
        (value, key) =>
          typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
        document,
      );
    expect([pointer, target]).not.toEqual([pointer, undefined]);
  }
  const routes = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).toSorted();
  const inRooms = Object.entries(commands).filter(([, { scope }]) => scope === 'room');
  expect(routes).toEqual(
    [
      ...['DELETE', 'GET', 'PATCH', 'POST'].map((method) => `${method} /api/session`),
      ...['POST /api/session/claim', 'GET /api/events', 'POST /api/events', 'GET /healthz'],
      ...['DELETE', 'GET', 'PATCH'].map((method) => `${method} /api/events/{slug}`),
      ...['POST /api/events/{slug}/rooms', 'PATCH /api/rooms/{room}', 'DELETE /api/rooms/{room}'],
      ...['POST /api/events/{slug}/talks', 'PATCH /api/talks/{talk}', 'DELETE /api/talks/{talk}'],
      ...[
        'GET /api/rooms/{room}/stream-keys',
        'POST /api/rooms/{room}/stream-keys',
        'GET /api/rooms/{room}/health',
        'GET /api/rooms/{room}/entries',
      ],
      ...inRooms.map(([name]) => `POST /api/rooms/{room}/commands/${name}`),
    ].toSorted(),
  );
});
