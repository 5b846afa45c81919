import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDirectory } from '@lectern/host/lock';
import { afterEach, beforeEach, expect, it } from 'vitest';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'lectern-start-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** `npm start` behind its build, to its end; everything in these tests ends it early. */
async function startEnds(args: string[], env: Record<string, string> = {}) {
  const root = join(import.meta.dirname, '..', '..');
  const script = `const { start } = await import(${JSON.stringify(join(import.meta.dirname, 'start.ts'))});
    await start(${JSON.stringify(root)}, ${JSON.stringify(args)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, LECTERN_DATA: data, ...(await freePorts()), ...env },
    timeout: 30_000,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, output };
}

async function freePorts(): Promise<Record<string, string>> {
  const [web, rtmp] = await Promise.all([listen(), listen()]);
  web.server.close();
  rtmp.server.close();
  return { LECTERN_PORT: String(web.port), LECTERN_RTMP_PORT: String(rtmp.port) };
}

function listen() {
  return new Promise<{ port: number; server: ReturnType<typeof createServer> }>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      // A server on a port has an address object.
      const address = server.address() as AddressInfo;
      resolve({ port: address.port, server });
    });
  });
}

it('refuses a directory that another one works on, and names its process', async () => {
  const lock = lockDirectory(data);
  const { code, output } = await startEnds([]);
  lock.release();
  expect(code).toBe(75);
  expect(output).toContain(`in use by process ${process.pid}`);
});

it('names a taken port and the variable that chooses another', async () => {
  const { port, server } = await listen();
  const { code, output } = await startEnds([], { LECTERN_RTMP_PORT: String(port) });
  server.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} is taken by another program.`);
  expect(output).toContain(`LECTERN_RTMP_PORT=${port + 1}`);
});

it('says how to install ffmpeg where it is missing and may not be installed', async () => {
  const { code, output } = await startEnds([], { PATH: '/no/such/directory' });
  expect(code).toBe(1);
  expect(output).toContain('ffmpeg is not installed.');
});

it('says everything that is wrong with its settings', async () => {
  const { code, output } = await startEnds([], { LECTERN_PORT: 'x', DATABASE_URL: 'mysql://db' });
  expect(code).toBe(78);
  expect(output).toContain('LECTERN_PORT is "x": must be a port number');
  expect(output).toContain('DATABASE_URL is "mysql://db": must begin with postgresql://');
});

it('explains its options when one is unknown', async () => {
  const { code, output } = await startEnds(['--demo']);
  expect(code).toBe(64);
  expect(output).toContain('Unknown option: --demo');
  expect(output).toContain('npm start -- --no-demo');
});
