import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { EXIT_CONFIG, readEnv } from '@lectern/host/env';
import { DirectoryLocked, lockDirectory } from '@lectern/host/lock';
import { readSecretFile } from '@lectern/host/secret';
import { findExecutable } from '@lectern/host/which';
import { type Settings, settingsSchema } from './config.js';
import { Packaging } from './packagers/packaging.js';
import { ServerLink } from './reconcile/server-link.js';
import { StageHost } from './reconcile/stage-host.js';
import { loadLoops } from './relay/loops.js';
import { steadyNow } from './relay/relay.js';

/** sysexits' EX_TEMPFAIL: another process has the directory or the port. */
const EXIT_BUSY = 75;
const EXIT_FAILED = 1;
/** After so long a close that hangs is cut short, ms. */
const CLOSE_MS = 10_000;

const log = (line: string): void => console.log(line);

await start(readEnv(settingsSchema));

async function start(settings: Settings): Promise<void> {
  const lock = takeDirectory(settings.LECTERN_STAGE_DIR);
  const ffmpeg = findExecutable(settings.LECTERN_FFMPEG);
  if (ffmpeg === undefined)
    leave(
      `ffmpeg is missing: there is no program "${settings.LECTERN_FFMPEG}". Install ffmpeg, or set LECTERN_FFMPEG to its path.`,
      EXIT_FAILED,
    );
  mkdirSync(settings.LECTERN_LIVE_DIR, { recursive: true });
  mkdirSync(settings.LECTERN_ARCHIVE_DIR, { recursive: true });
  const host = await openHost(settings, ffmpeg);
  const link = openLink(settings, host);
  log(
    `Stage host ${settings.LECTERN_STAGE_NAME} takes RTMP on ${settings.LECTERN_RTMP_HOST ?? '*'}:${host.port}.`,
  );

  const stop = (): void => {
    setTimeout(() => leave('Closing took too long.', EXIT_FAILED), CLOSE_MS).unref();
    link?.close();
    void host.close().then(() => {
      lock.release();
      process.exit(0);
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function openHost(settings: Settings, ffmpeg: string): Promise<StageHost> {
  const stageDir = settings.LECTERN_STAGE_DIR;
  const owncast =
    settings.LECTERN_OWNCAST === undefined ? undefined : findExecutable(settings.LECTERN_OWNCAST);
  if (settings.LECTERN_OWNCAST !== undefined && owncast === undefined)
    log(
      `There is no program "${settings.LECTERN_OWNCAST}": ffmpeg carries the stages instead of Owncast.`,
    );
  try {
    const loops = await loadLoops(join(stageDir, 'loops'), ffmpeg);
    return await StageHost.create(
      {
        name: settings.LECTERN_STAGE_NAME,
        stageDir,
        liveDir: settings.LECTERN_LIVE_DIR,
        archiveDir: settings.LECTERN_ARCHIVE_DIR,
        rtmpHost: settings.LECTERN_RTMP_HOST,
        rtmpPort: settings.LECTERN_RTMP_PORT,
        slateMs: settings.LECTERN_SLATE_MS,
        minFreeBytes: settings.LECTERN_MIN_FREE_BYTES,
        loops,
        now: steadyNow,
        createPackaging: ({ renditions, latency, packager }, needs, onAir) =>
          Packaging.create({
            ...needs,
            dir: join(stageDir, 'rooms', needs.room, 'packager'),
            liveDir: settings.LECTERN_LIVE_DIR,
            renditions,
            latency,
            kind: packager,
            ffmpeg,
            owncast: owncast ?? null,
            cores: Math.max(1, Math.floor(availableParallelism() / onAir)),
          }),
      },
      (made) => made.on('log', log),
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      leave(
        `Port ${settings.LECTERN_RTMP_PORT} is taken by another program. Stop it, or set LECTERN_RTMP_PORT to a free one.`,
        EXIT_BUSY,
      );
    return leave(sentenceOf(error), EXIT_FAILED);
  }
}

function openLink(settings: Settings, host: StageHost): ServerLink | null {
  const {
    LECTERN_SERVER_URL: url,
    LECTERN_HOST_SECRET_FILE: file,
    LECTERN_STAGE_NAME: name,
  } = settings;
  if (url === undefined || file === undefined) {
    log('No server is set: the stages are those of the desired state on the disk.');
    return null;
  }
  const secret = readSecret(file);
  const link = new ServerLink({
    url,
    host: name,
    secret,
    observe: () => host.observe(),
    isOnAir: () => host.isOnAir,
  });
  link.on('log', log);
  link.on('desired', (desired) => host.apply(desired));
  host.on('changed', () => link.changed());
  return link;
}

function readSecret(file: string): Buffer {
  try {
    return readSecretFile(file);
  } catch (error) {
    return leave(`The secret of this host cannot be read: ${sentenceOf(error)}`, EXIT_CONFIG);
  }
}

function takeDirectory(dir: string): { release: () => void } {
  try {
    return lockDirectory(dir);
  } catch (error) {
    if (error instanceof DirectoryLocked)
      leave(`${error.message} Only one stage host may work there.`, EXIT_BUSY);
    throw error;
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function leave(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}
