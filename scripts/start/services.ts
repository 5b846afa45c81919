import { join } from 'node:path';
import type { ChildOptions } from '@lectern/host/child';
import type { Settings } from './settings.ts';

/** The environment of the server and of its command line. */
export function serverEnv(settings: Settings, databaseUrl: string): NodeJS.ProcessEnv {
  const { paths, root } = settings;
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    LECTERN_DATA_DIR: paths.server,
    LECTERN_HOST: settings.host,
    LECTERN_PORT: String(settings.port),
    LECTERN_ORIGIN: settings.origins,
    LECTERN_WEB_DIR: join(root, 'apps', 'web', 'dist'),
    LECTERN_LIVE_DIR: paths.live,
    LECTERN_HOST_SECRET_FILE: paths.secret,
    LECTERN_RTMP_URL: rtmpUrl(settings),
  };
}

export function serverChild(settings: Settings, env: NodeJS.ProcessEnv): ChildOptions {
  return nodeChild('The server', join(settings.root, 'apps', 'server', 'dist', 'main.js'), env);
}

export interface StageTools {
  ffmpeg: string;
  /** Undefined: the ladder serves. */
  owncast: string | undefined;
}

export function stageChild(settings: Settings, tools: StageTools): ChildOptions {
  const { paths } = settings;
  const { DATABASE_URL: _, LECTERN_OWNCAST: __, ...inherited } = process.env;
  const env = {
    ...inherited,
    LECTERN_STAGE_NAME: 'local',
    LECTERN_STAGE_DIR: paths.stage,
    LECTERN_LIVE_DIR: paths.live,
    LECTERN_ARCHIVE_DIR: paths.archive,
    LECTERN_RTMP_HOST: settings.rtmpHost,
    LECTERN_RTMP_PORT: String(settings.rtmpPort),
    LECTERN_SERVER_URL: `ws://${reachable(settings.host)}:${settings.port}/ws`,
    LECTERN_HOST_SECRET_FILE: paths.secret,
    LECTERN_FFMPEG: tools.ffmpeg,
    ...(tools.owncast !== undefined && { LECTERN_OWNCAST: tools.owncast }),
  };
  return nodeChild('The stage host', join(settings.root, 'apps', 'stage', 'dist', 'main.js'), env);
}

/** What an encoder on this machine is told. */
export function rtmpUrl(settings: Settings): string {
  return `rtmp://${reachable(settings.rtmpHost)}:${settings.rtmpPort}/live`;
}

/** An address of all interfaces is one to listen on, not one to connect to. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '[::1]' : host;
}

function nodeChild(name: string, script: string, env: NodeJS.ProcessEnv): ChildOptions {
  const args = ['--enable-source-maps', script];
  // Detached: Ctrl+C reaches only npm start, which closes the parts in order.
  return { name, command: process.execPath, args, env, detached: true };
}
