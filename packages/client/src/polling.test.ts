import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect, type Connection } from './connection.js';
import { pollingSocket, type Fetch } from './polling.js';
import { enterRoom } from './room.js';
import { FakeServer, ME, ROOM } from './testing/fake-server.js';

let server: FakeServer;
let line: Connection;
let calls: string[];

/** The fake's commands behind its HTTP door. */
const http: Fetch = async (url, { method, headers, body }) => {
  calls.push(`${method} ${url}`);
  const answer = (status: number, said: unknown) => ({
    ok: status < 400,
    status,
    json: () => Promise.resolve(structuredClone(said)),
  });
  if (url === '/api/session') {
    return answer(200, { person: { id: ME, name: null }, verbs: [], roles: [] });
  }
  const [, room, name] = /^\/api\/rooms\/([^/]+)\/commands\/([^/]+)$/.exec(url) ?? [];
  if (!room || !name) return answer(502, 'Bad gateway');
  const cid = headers['idempotency-key'];
  const said = await server.call(name, { ...JSON.parse(body ?? '{}'), room, ...(cid && { cid }) });
  if (!said.error) return answer(200, said.body);
  const { message, ...rest } = said.error;
  return answer(403, { type: 'about:blank', title: message, status: 403, ...rest });
};

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  server = new FakeServer();
  const socket = pollingSocket({ fetch: http });
  line = connect({ url: 'ws://fake', socket, random: () => 1 });
});
afterEach(() => {
  line.close();
  vi.useRealTimers();
});

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);

test('a room is read and written over HTTP alone, with what others say', async () => {
  server.say('before');
  const room = enterRoom(line, ROOM);
  await settle();
  room.post('mine');
  await settle();
  server.say('theirs');
  await settle(2_100);
  expect(room.snapshot().messages.map((it) => it.text)).toEqual(['before', 'mine', 'theirs']);
  expect(room.snapshot()).toMatchObject({ person: ME, deliveries: [], viewers: 1 });
});

test('a refusal comes through in its words', async () => {
  const room = enterRoom(line, ROOM);
  await settle();
  server.refuse = () => ({ code: 'slow_mode', message: 'Slow.', retryAfterMs: 9_000 });
  room.post('wait');
  await settle();
  expect(room.snapshot().deliveries[0]).toMatchObject({
    state: 'waiting',
    reason: { code: 'slow_mode', message: 'Slow.', retryAfterMs: 9_000 },
  });
});

test('another epoch makes it enter anew', async () => {
  server.say('old');
  const room = enterRoom(line, ROOM);
  await settle();
  server.log = [];
  server.epoch = 'bbbbbbbbbbbbbbbb';
  server.say('new');
  await settle(2_100);
  expect(room.snapshot().messages.map((it) => it.text)).toEqual(['new']);
});

test('after a minute it ends, so that the socket is tried again', async () => {
  await settle();
  const states: string[] = [];
  line.on('status', (it) => states.push(it.name));
  await settle(61_000);
  expect(states).toEqual(['waiting', 'connecting', 'open']);
});
