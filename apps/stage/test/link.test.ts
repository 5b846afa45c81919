import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { observedHost, type DesiredStage, type ObservedHost } from '@lectern/protocol/stage';
import { verifyTicket } from '@lectern/ticket/ticket';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { desiredStage, KEY, ROOM, StageProcess } from './stage-process.js';

const SECRET = 'a'.repeat(64);
const NEW_KEY = 'the-next-key-of-the-room';

/** The server's end of the link, as the protocol describes it. */
class Server {
  readonly reports: ObservedHost[] = [];
  readonly tickets: string[] = [];
  revision = 1;
  stages: DesiredStage[] = [];
  #socket: WebSocket | null = null;
  private constructor(readonly wss: WebSocketServer) {
    wss.on('connection', (socket, request) => {
      this.#socket = socket;
      this.tickets.push(
        /ticket\.([\w.-]+)/.exec(request.headers['sec-websocket-protocol'] ?? '')?.[1] ?? '',
      );
      socket.send(JSON.stringify({ type: 'hello', version: '1', person: null, atMs: Date.now() }));
      socket.on('message', (data) => this.#answer(JSON.parse(String(data))));
    });
  }

  static async listen(port = 0): Promise<Server> {
    const wss = new WebSocketServer({
      port,
      host: '127.0.0.1',
      handleProtocols: () => 'lectern.1',
    });
    await new Promise((resolve) => wss.once('listening', resolve));
    return new Server(wss);
  }

  get port(): number {
    const address = this.wss.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get last(): ObservedHost | undefined {
    return this.reports.at(-1);
  }

  /** Newest report of the room. */
  get state(): string {
    return this.last?.stages[0]?.state ?? 'none';
  }

  want(...stages: DesiredStage[]): void {
    this.revision += 1;
    this.stages = stages;
    this.#socket?.send(JSON.stringify({ type: 'desired', desired: this.#desired }));
  }

  async close(): Promise<void> {
    for (const client of this.wss.clients) client.terminate();
    await new Promise((resolve) => this.wss.close(resolve));
  }

  get #desired(): { revision: number; stages: DesiredStage[] } {
    return { revision: this.revision, stages: this.stages };
  }

  #answer({ re, type, body }: { re: number; type: string; body: unknown }): void {
    if (type === 'host.observe') this.reports.push(observedHost.parse(body));
    this.#socket?.send(
      JSON.stringify({ type: 'reply', re, body: type === 'host.attach' ? this.#desired : {} }),
    );
  }
}

let server: Server;
let stage: StageProcess;
let secretFile: string;

beforeEach(async () => {
  server = await Server.listen();
  server.stages = [desiredStage()];
  secretFile = join(tmpdir(), `lectern-test-secret-${process.pid}`);
  await writeFile(secretFile, SECRET);
  stage = await StageProcess.create([], {
    LECTERN_SERVER_URL: `ws://127.0.0.1:${server.port}/ws`,
    LECTERN_HOST_SECRET_FILE: secretFile,
    LECTERN_SLATE_MS: '4000',
  });
});
afterEach(async () => {
  await stage.close();
  await server.close();
  await rm(secretFile);
});

it('does what the server wants, reports what it sees, and goes on without it', async () => {
  await stage.until(() => server.state === 'offline', 5_000);
  const ticket = verifyTicket(Buffer.from(SECRET), server.tickets[0] ?? '', Date.now());
  expect(ticket).toMatchObject({
    ok: true,
    claims: { sub: 'stage-host:stage', verbs: ['stage.host'], room: null },
  });

  const encoder = stage.push(60);
  await stage.until(() => server.state === 'starting', 5_000);
  await stage.until(() => server.state === 'live', 10_000);
  await delay(1_500);
  const seen = server.last?.stages[0];
  expect(seen).toMatchObject({
    room: ROOM,
    ingest: { width: 426, height: 240, videoCodec: 'H.264', audioCodec: 'AAC' },
  });
  expect(seen?.ingest?.fps).toBeGreaterThan(20);
  expect(seen?.packager?.kind).toBe('ladder');
  expect(seen?.listedMs).toBeGreaterThan(0);
  const count = server.reports.length;
  await delay(3_000);
  expect(server.reports.length - count).toBeGreaterThanOrEqual(2);
  expect(server.reports.length - count).toBeLessThan(8);

  // The server dies: nothing on air changes, and the host comes back to it.
  const { port } = server;
  await server.close();
  const listed = await stage.listedSeconds();
  await delay(2_500);
  expect(await stage.listedSeconds()).toBeGreaterThan(listed + 1);
  server = await Server.listen(port);
  server.stages = [
    desiredStage({ keyHashes: [createHash('sha256').update(NEW_KEY).digest('hex')] }),
  ];
  await stage.until(() => server.state === 'live', 15_000);

  // The key was rotated: the encoder that is there stays, a new one needs the new key.
  expect(encoder.exitCode).toBeNull();
  encoder.kill('SIGKILL');
  await stage.until(() => server.state === 'away', 5_000);
  expect(server.last?.stages[0]?.faults.map((fault) => fault.code)).toContain('encoder_silent');
  const old = stage.push(5);
  await new Promise((resolve) => old.once('exit', resolve));
  expect(server.state).toBe('away');
  stage.push(60, { key: NEW_KEY });
  await stage.until(() => server.state === 'live', 8_000);

  // No key is anywhere but in the encoders' own command lines.
  const keys = [KEY, NEW_KEY];
  const isClean = (text: string): boolean => keys.every((key) => !text.includes(key));
  expect(isClean(stage.output)).toBe(true);
  expect(isClean(JSON.stringify(server.reports))).toBe(true);
  expect(await filesWith(stage.dir, isClean)).toEqual([]);

  // The room is wanted no more.
  server.want();
  await stage.until(() => server.last?.stages.length === 0, 8_000);
  await stage.until(async () => (await stage.playlist()).includes('ENDLIST'), 8_000);
});

/** Files below `dir` whose text is not clean. */
async function filesWith(dir: string, isClean: (text: string) => boolean): Promise<string[]> {
  const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((file) =>
    file.isFile(),
  );
  const texts = await Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      // Segments come and go meanwhile.
      return { path, text: await readFile(path, 'latin1').catch(() => '') };
    }),
  );
  return texts.filter(({ text }) => !isClean(text)).map(({ path }) => path);
}
