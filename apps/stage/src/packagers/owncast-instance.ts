import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
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

/**
 * OwncastHome is the working directory of a stage's Owncast, and what opens it. The first start sets it up; a later
 * one, after a crash, finds it so and is up in a fraction of the time.
 */
export interface OwncastHome {
  /** Owncast keeps everything relative to it. */
  dir: string;
  /** Null until it is set up. */
  secrets: { password: string; key: string } | null;
}

export interface InstanceOptions {
  name: string;
  home: OwncastHome;
  owncast: string;
  ffmpeg: string;
  renditions: readonly Rendition[];
  latency: number;
}

const VARIANTS = 'video/streamoutputvariants';
const UP_MS = 8_000;
const IDLE_MS = 3_000;

/** OwncastInstance is one Owncast process that was set up and waits for its stream. */
export class OwncastInstance {
  private constructor(
    readonly child: Child,
    readonly access: OwncastAccess,
    readonly key: string,
  ) {}

  /** `isWanted` is asked between the steps, so that a stage that closes does not wait for a start. */
  static async create(options: InstanceOptions, isWanted: () => boolean): Promise<OwncastInstance> {
    const { home } = options;
    try {
      home.secrets ??= await setUp(options);
      if (!isWanted()) throw new Error('it was closed');
      return await OwncastInstance.#begin(options, home.secrets);
    } catch (error) {
      // Whatever is wrong with it, the next start begins in an empty folder.
      home.secrets = null;
      await rm(home.dir, { recursive: true, force: true });
      throw error;
    }
  }

  static async #begin(
    options: InstanceOptions,
    { password, key }: { password: string; key: string },
  ): Promise<OwncastInstance> {
    const access = { ...(await freePorts()), password };
    const child = launch(options, access, []);
    try {
      await untilUp(child, access);
      await setOwncast(access, VARIANTS, variantsOf(options.renditions));
      await untilIdle(options.home.dir);
      return new OwncastInstance(child, access, key);
    } catch (error) {
      child.kill('SIGKILL');
      await child.exited;
      throw error;
    }
  }

  /** The stream runs: the next start, should this one die, is to find little to encode for its offline clip. */
  async prepareNext(): Promise<void> {
    await setOwncast(this.access, VARIANTS, IDLE_VARIANTS);
  }
}

/**
 * Starts it for the first time, with throw-away secrets, which every user of the machine can read in its arguments and
 * which close the default login before anything listens; sets the real ones, which it keeps, and ends it.
 */
async function setUp(options: InstanceOptions): Promise<{ password: string; key: string }> {
  // Its database holds the key in plain text.
  await mkdir(options.home.dir, { recursive: true, mode: 0o700 });
  const access = { ...(await freePorts()), password: secret() };
  const child = launch(options, access, [
    '-adminpassword',
    access.password,
    '-streamkey',
    secret(),
  ]);
  try {
    await untilUp(child, access);
    const real = { password: secret(), key: secret() };
    await setOwncast(access, 'adminpass', real.password);
    await configure({ ...access, password: real.password }, real.key, options);
    await child.stop({ graceMs: 1_000 });
    return real;
  } catch (error) {
    child.kill('SIGKILL');
    await child.exited;
    throw error;
  }
}

async function freePorts(): Promise<{ webPort: number; rtmpPort: number }> {
  // Owncast binds RTMP to every interface, and knows no setting against it: the key and a firewall keep it closed.
  return { webPort: await freePort('127.0.0.1'), rtmpPort: await freePort('0.0.0.0') };
}

async function configure(
  access: OwncastAccess,
  key: string,
  options: InstanceOptions,
): Promise<void> {
  const settings: Array<[string, unknown]> = [
    ['streamkeys', [{ key, comment: 'stage' }]],
    ['video/streamlatencylevel', options.latency],
    [VARIANTS, IDLE_VARIANTS],
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
    cwd: options.home.dir,
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
