import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, describeExit, startChild } from '@lectern/host/child';
import type { Rendition } from '@lectern/protocol/media';
import { freePort } from './free-port.js';
import {
  IDLE_VARIANTS,
  type OwncastAccess,
  isOwncastUp,
  setOwncast,
  variantsOf,
} from './owncast-api.js';

export interface InstanceOptions {
  name: string;
  /** Working directory of its own; Owncast keeps everything relative to it. */
  dir: string;
  owncast: string;
  ffmpeg: string;
  renditions: readonly Rendition[];
  latency: number;
}

const UP_MS = 8_000;
const IDLE_MS = 3_000;

/** OwncastInstance is one Owncast process that was set up and waits for its stream. */
export class OwncastInstance {
  private constructor(
    readonly child: Child,
    readonly rtmpPort: number,
    readonly key: string,
  ) {}

  /**
   * Starts it twice: first with throw-away secrets, which every user of the machine can read in its arguments and
   * which close the default login before anything listens; then, after the real ones were set, without any.
   * `isWanted` is asked between the steps, so that a stage that closes does not wait for a start.
   */
  static async create(options: InstanceOptions, isWanted: () => boolean): Promise<OwncastInstance> {
    // Its database holds the key in plain text.
    await mkdir(options.dir, { recursive: true, mode: 0o700 });
    const access = {
      webPort: await freePort('127.0.0.1'),
      rtmpPort: await freePort('0.0.0.0'),
      password: secret(),
    };
    const key = secret();
    const first = launch(options, access, [
      '-adminpassword',
      access.password,
      '-streamkey',
      secret(),
    ]);
    try {
      await untilUp(first, access);
      const real = { ...access, password: secret() };
      await setOwncast(access, 'adminpass', real.password);
      await configure(real, key, options);
      await first.stop({ graceMs: 1_000 });
      if (!isWanted()) throw new Error('it was closed');
      return await OwncastInstance.#begin(options, real, key);
    } catch (error) {
      first.kill('SIGKILL');
      throw error;
    }
  }

  static async #begin(
    options: InstanceOptions,
    access: OwncastAccess,
    key: string,
  ): Promise<OwncastInstance> {
    const child = launch(options, access, []);
    try {
      await untilUp(child, access);
      await setOwncast(access, 'video/streamoutputvariants', variantsOf(options.renditions));
      await untilIdle(options.dir);
      return new OwncastInstance(child, access.rtmpPort, key);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }
}

async function configure(
  access: OwncastAccess,
  key: string,
  options: InstanceOptions,
): Promise<void> {
  const settings: Array<[string, unknown]> = [
    ['streamkeys', [{ key, comment: 'stage' }]],
    ['video/codec', 'libx264'],
    ['video/streamlatencylevel', options.latency],
    ['video/streamoutputvariants', IDLE_VARIANTS],
    ['ffmpegpath', options.ffmpeg],
    ['chat/disable', true],
    ['federation/enable', false],
    ['directoryenabled', false],
    // The default page embeds videos of third parties.
    ['pagecontent', ''],
  ];
  for (const [setting, value] of settings) await setOwncast(access, setting, value);
}

function launch(
  options: InstanceOptions,
  access: OwncastAccess,
  secrets: readonly string[],
): Child {
  return startChild({
    name: options.name,
    command: options.owncast,
    args: [
      ...['-webserverip', '127.0.0.1', '-webserverport', String(access.webPort)],
      ...['-rtmpport', String(access.rtmpPort), ...secrets],
    ],
    cwd: options.dir,
    env: { PATH: process.env['PATH'] ?? '' },
  });
}

/** Its web server answers, and it is ours: on a taken port another process would answer, and ours be gone. */
async function untilUp(child: Child, access: OwncastAccess): Promise<void> {
  const until = performance.now() + UP_MS;
  while (performance.now() < until) {
    if (!child.running) throw new Error(describeExit('Owncast', await child.exited));
    if ((await isOwncastUp(access.webPort)) && child.running) return;
    await sleep(50);
  }
  throw new Error(`Owncast did not answer within ${UP_MS / 1000} s`);
}

/** Its offline clip is encoded; a stream that comes before that shares its folder with it. */
async function untilIdle(dir: string): Promise<void> {
  const until = performance.now() + IDLE_MS;
  while (performance.now() < until) {
    const list = await readFile(join(dir, 'data/hls/0/stream.m3u8'), 'utf8').catch(() => '');
    if (list.includes('#EXT-X-ENDLIST')) return;
    await sleep(50);
  }
}

/** URL-safe, 144 bit. */
function secret(): string {
  return randomBytes(18).toString('base64url').replace(/^-/, 'x');
}
