import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connect, type Connection } from './connection.js';
import { FakeServer, ROOM } from './testing/fake-server.js';

let server: FakeServer;
let line: Connection;

const make = (more: Partial<Parameters<typeof connect>[0]> = {}) =>
  connect({ url: 'ws://fake', socket: (...all) => server.open(...all), random: () => 1, ...more });

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
});
afterEach(() => {
  line.close();
  vi.useRealTimers();
});

test('it comes back for ever, slower each time, and says when', async () => {
  server.refuseOpen = true;
  line = make();
  const waits: number[] = [];
  line.on('status', (it) => it.name === 'waiting' && waits.push(it.retryAtMs - Date.now()));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(waits.slice(0, 6)).toEqual([400, 800, 1_600, 3_200, 6_400, 8_000]);
  server.refuseOpen = false;
  await vi.advanceTimersByTimeAsync(8_000);
  expect(line.status).toMatchObject({ name: 'open', road: 'socket' });
});

test('it honours the time the server names', async () => {
  line = make();
  await vi.advanceTimersByTimeAsync(1);
  server.push({ type: 'reconnect', afterMs: 4_000 });
  expect(line.status.name).toBe('open');
  await line.send('room.join', { room: ROOM });
  server.push({ type: 'reconnect', afterMs: 4_000 });
  expect(line.status).toEqual({ name: 'waiting', retryAtMs: Date.now() + 6_500, failures: 0 });
});

test('a command without an answer fails in time, and the line is renewed', async () => {
  line = make({ commandTimeoutMs: 1_000 });
  await vi.advanceTimersByTimeAsync(1);
  server.loseReplies = 1;
  const sent = line.send('room.join', { room: ROOM }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await sent).toMatchObject({ error: { code: 'unavailable' } });
  expect(line.status.name).toBe('waiting');
});

test('without a connection a command is refused at once', async () => {
  line = make();
  await expect(line.send('room.join', { room: ROOM })).rejects.toMatchObject({
    error: { code: 'unavailable' },
  });
});

test('a frame of another version is reported, and the next one is read', async () => {
  line = make();
  const unreadable = vi.fn<(it: unknown) => void>();
  line.on('unreadable', unreadable);
  await vi.advanceTimersByTimeAsync(1);
  await line.send('room.join', { room: ROOM });
  const heads = vi.fn<(it: unknown) => void>();
  line.on('head', heads);
  server.push(JSON.parse('{"type":"from the future"}'));
  server.beacon();
  expect([unreadable.mock.calls.length, heads.mock.calls.length]).toEqual([1, 1]);
});

test('a line that fell silent after a beacon is given up', async () => {
  line = make();
  await vi.advanceTimersByTimeAsync(1);
  await line.send('room.join', { room: ROOM });
  server.beacon();
  await vi.advanceTimersByTimeAsync(24_000);
  expect([line.status.name, server.opened]).toEqual(['open', 1]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.opened).toBe(2);
});

test('after three failures it takes the fall-back, and the socket again when that ends', async () => {
  server.refuseOpen = true;
  const other = new FakeServer();
  line = make({ fallback: other.open });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(line.status).toMatchObject({ name: 'open', road: 'fallback' });
  server.refuseOpen = false;
  other.cut();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(line.status).toMatchObject({ name: 'open', road: 'socket' });
});

test('a listener that throws does not cost the others the frame', async () => {
  line = make();
  const heard = vi.fn<(it: unknown) => void>();
  line.on('status', () => {
    throw new Error('mine');
  });
  line.on('status', heard);
  await expect(vi.advanceTimersByTimeAsync(1)).rejects.toThrow('mine');
  expect(heard).toHaveBeenCalled();
});
