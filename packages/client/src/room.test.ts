import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect, type Connection } from './connection.js';
import { enterRoom, type RoomStore } from './room.js';
import { memoryStorage } from './storage.js';
import { FakeServer, ROOM } from './testing/fake-server.js';

let server: FakeServer;
let line: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  line = connect({ url: 'ws://fake', socket: (...all) => server.open(...all), random: () => 1 });
});
afterEach(() => {
  line.close();
  vi.useRealTimers();
});

const settle = (ms = 50) => vi.advanceTimersByTimeAsync(ms);
const texts = (room: RoomStore) => room.snapshot().messages.map((it) => it.text);
const states = (room: RoomStore) =>
  room.snapshot().deliveries.map((it) => [it.what.text, it.state]);

test('a message goes from sending to the log, once', async () => {
  const room = enterRoom(line, ROOM);
  await settle();
  room.post('hello');
  expect(states(room)).toEqual([['hello', 'sending']]);
  await settle();
  expect([texts(room), states(room)]).toEqual([['hello'], []]);
});

test('written before the room is there, it is sent when it is', async () => {
  const room = enterRoom(line, ROOM);
  room.post('early');
  await settle();
  expect(texts(room)).toEqual(['early']);
});

test('a lost answer and a cut line cost nothing and double nothing', async () => {
  const room = enterRoom(line, ROOM);
  await settle();
  server.loseFrames = 1;
  server.loseReplies = 1;
  room.post('once');
  await settle();
  expect(states(room)).toEqual([['once', 'sending']]);
  server.cut();
  expect(room.snapshot().connection.name).toBe('waiting');
  await settle(2_000);
  expect([texts(room), states(room), server.log.length]).toEqual([['once'], [], 1]);
});

test('what was missed while away is read on return, in order', async () => {
  const room = enterRoom(line, ROOM);
  await settle();
  for (let i = 1; i <= 3; i++) server.say(`a${i}`);
  server.cut();
  for (let i = 1; i <= 1_200; i++) server.say(`b${i}`);
  await settle(2_000);
  expect(room.snapshot().messages.map((it) => it.seq)).toEqual(
    Array.from({ length: 1_203 }, (_, i) => i + 1),
  );
});

test('a lost frame is found by the next one, a lost last one by the beacon', async () => {
  const room = enterRoom(line, ROOM);
  await settle();
  server.loseFrames = 1;
  server.say('lost');
  server.say('next');
  await settle();
  expect(texts(room)).toEqual(['lost', 'next']);
  server.loseFrames = 1;
  server.say('last');
  server.beacon();
  await settle();
  expect(texts(room)).toEqual(['lost', 'next', 'last']);
});

test('a hole that is not filled in three seconds makes it enter anew', async () => {
  const room = enterRoom(line, ROOM);
  await settle();
  server.refuse = (command) =>
    command === 'room.range' ? { code: 'internal', message: 'No.' } : undefined;
  server.loseFrames = 1;
  server.say('lost');
  server.say('next');
  await settle(2_900);
  expect(texts(room)).toEqual([]);
  await settle(300);
  expect(texts(room)).toEqual(['lost', 'next']);
});

test('the past is fetched page by page, and old questions still stand', async () => {
  server.append('question.asked', { text: 'why?', mediaMs: null });
  for (let i = 0; i < 1_100; i++) server.say(String(i));
  const room = enterRoom(line, ROOM);
  await settle(500);
  expect(room.snapshot().questions.map((it) => it.text)).toEqual(['why?']);
  expect([room.snapshot().hasOlder, room.snapshot().messages.length, server.ranges]).toEqual([
    false,
    1_100,
    3,
  ]);
});

test('slow mode waits as told and then goes by itself; a refusal says why and can be sent again', async () => {
  const room = enterRoom(line, ROOM);
  await settle();
  server.refuse = (it) =>
    it === 'chat.post' ? { code: 'slow_mode', message: 'Slow.', retryAfterMs: 5_000 } : undefined;
  room.post('patient');
  await settle();
  expect(room.snapshot().deliveries[0]).toMatchObject({
    state: 'waiting',
    reason: { message: 'Slow.' },
  });
  server.refuse = (it) =>
    it === 'chat.post' ? { code: 'muted', message: 'You are muted.' } : undefined;
  await settle(5_000);
  expect(room.snapshot().deliveries[0]).toMatchObject({
    state: 'failed',
    reason: { code: 'muted' },
  });
  server.refuse = undefined;
  room.retry(room.snapshot().deliveries[0]?.what.cid ?? '');
  await settle();
  expect([texts(room), states(room)]).toEqual([['patient'], []]);
});

test('an unsent message survives a reload', async () => {
  const storage = memoryStorage();
  server.refuseOpen = true;
  server.cut();
  const before = enterRoom(line, ROOM, { storage });
  before.post('kept');
  await settle();
  before.leave();
  server.refuseOpen = false;
  const after = enterRoom(line, ROOM, { storage });
  await settle(20_000);
  expect(texts(after)).toEqual(['kept']);
  expect(await storage.list('')).toEqual([]);
});

test('a restored server means a new epoch: fresh history, and the vanished message is offered again', async () => {
  const room = enterRoom(line, ROOM);
  await settle();
  server.say('old');
  room.post('mine');
  await settle();
  server.log = server.log.slice(0, 1);
  server.epoch = 'bbbbbbbbbbbbbbbb';
  server.beacon();
  await settle();
  expect([texts(room), states(room)]).toEqual([['old'], [['mine', 'vanished']]]);
  room.retry(room.snapshot().deliveries[0]?.what.cid ?? '');
  await settle();
  expect([texts(room), states(room)]).toEqual([['old', 'mine'], []]);
});

test('an unknown room is refused in words, and a vote that fails is taken back', async () => {
  const seq = server.append('question.asked', { text: 'why?', mediaMs: null });
  const room = enterRoom(line, ROOM);
  await settle();
  const vote = room.vote(seq, true);
  expect(room.snapshot().questions[0]).toMatchObject({ votes: 1, voted: true });
  await vote;
  server.refuse = () => ({ code: 'closed', message: 'Questions are closed.' });
  await expect(room.vote(seq, false)).rejects.toMatchObject({ error: { code: 'closed' } });
  expect(room.snapshot().questions[0]).toMatchObject({ votes: 1, voted: true });
  server.refuse = () => ({ code: 'not_found', message: 'There is no such room.' });
  const other = enterRoom(line, ROOM);
  await settle();
  expect([other.snapshot().phase, other.snapshot().refusal?.message]).toEqual([
    'refused',
    'There is no such room.',
  ]);
});

test('parts of a snapshot keep their identity where nothing changed', async () => {
  server.append('question.asked', { text: 'why?', mediaMs: null });
  const room = enterRoom(line, ROOM);
  await settle();
  const before = room.snapshot();
  expect(room.snapshot()).toBe(before);
  server.say('news');
  const after = room.snapshot();
  expect(after).not.toBe(before);
  expect([after.questions, after.verbs, after.deliveries]).toEqual([
    before.questions,
    before.verbs,
    before.deliveries,
  ]);
  expect(after.questions).toBe(before.questions);
  expect(after.verbs).toBe(before.verbs);
});

test('a text that cannot be sent is refused at once, and never leaves', () => {
  const room = enterRoom(line, ROOM);
  expect(() => room.post('x'.repeat(10_000_000))).toThrow('at most 2000 characters');
  expect(room.snapshot().deliveries).toEqual([]);
});
