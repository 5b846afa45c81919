import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tests/support/ports.ts';
import { eventually } from '../../tests/support/wait.ts';
import { clockedFeed, end, type ClockedFeed } from '../support/clocked-feed.ts';

/** Owncast as it comes, with nothing set but its ports and key, on air from an encoder with a clock. */
export interface OwncastOnAir {
  /** Its own player's page. */
  page: string;
  feed: ClockedFeed;
  close: () => Promise<void>;
}

export async function owncastOnAir(program: string): Promise<OwncastOnAir> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'));
  const [port, rtmpPort] = [await freePort(), await freePort()];
  const key = randomBytes(12).toString('hex');
  const args = [
    '-webserverip',
    '127.0.0.1',
    '-webserverport',
    String(port),
    '-rtmpport',
    String(rtmpPort),
  ];
  const child = spawn(
    program,
    [...args, '-streamkey', key, '-adminpassword', randomBytes(12).toString('hex')],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  child.once('error', (error) => console.error('Owncast:', error.message));
  const site = `http://127.0.0.1:${port}`;
  let feed: ClockedFeed | null = null;
  const close = async () => {
    await feed?.stop();
    await end(child);
    rmSync(folder, { recursive: true, maxRetries: 5 });
  };
  try {
    // Its offline clip is encoded first; a feed that comes before is mixed up with it.
    await eventually(
      'Owncast',
      async () => (await text(`${site}/hls/0/stream.m3u8`)).includes('ENDLIST'),
      60_000,
    );
    feed = clockedFeed(`rtmp://127.0.0.1:${rtmpPort}/live/${key}`);
    await eventually(
      'Owncast to be on air',
      async () => /"online":true/.test(await text(`${site}/api/status`)),
      60_000,
    );
    return { page: `${site}/embed/video`, feed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}
