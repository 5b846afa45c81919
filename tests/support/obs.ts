import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** OBS Studio needs a display: a virtual one serves. */
export const obsMissing =
  ['/usr/bin/obs', '/usr/bin/xvfb-run', '/usr/bin/xauth'].find((path) => !existsSync(path)) ?? null;

export interface Obs {
  output: () => string;
  stop: () => Promise<void>;
}

/** Starts OBS Studio with one scene, streaming 720p30 to an RTMP address as a person would have set it up. */
export function startObs(server: string, key: string): Obs {
  const home = mkdtempSync(join(tmpdir(), 'lectern-obs-'));
  writeSettings(join(home, '.config/obs-studio'), server, key);
  const child = spawn(
    'xvfb-run',
    [
      ...[
        '-a',
        '-s',
        '-screen 0 1280x720x24 -nolisten tcp',
        'obs',
        '--multi',
        '--minimize-to-tray',
      ],
      ...[
        '--startstreaming',
        '--profile',
        'Lecture',
        '--collection',
        'Lecture',
        '--disable-missing-files-check',
      ],
    ],
    {
      detached: true,
      env: {
        ...process.env,
        HOME: home,
        XDG_CONFIG_HOME: join(home, '.config'),
        LIBGL_ALWAYS_SOFTWARE: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    output: () => output,
    stop: async () => {
      // The whole group: xvfb-run, the display and OBS.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      const killed = setTimeout(
        () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'),
        8_000,
      );
      await ended;
      clearTimeout(killed);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function writeSettings(dir: string, server: string, key: string): void {
  const profile = join(dir, 'basic/profiles/Lecture');
  const scenes = join(dir, 'basic/scenes');
  mkdirSync(profile, { recursive: true });
  mkdirSync(scenes, { recursive: true });
  const lines = (...all: string[]) => all.join('\n') + '\n';
  writeFileSync(
    join(dir, 'global.ini'),
    lines(
      ...['[General]', 'FirstRun=true', 'LastVersion=486539266', ''],
      ...[
        '[Basic]',
        'Profile=Lecture',
        'ProfileDir=Lecture',
        'SceneCollection=Lecture',
        'SceneCollectionFile=Lecture',
        '',
      ],
      ...[
        '[BasicWindow]',
        'PreviewEnabled=false',
        '',
        '[OBSWebSocket]',
        'FirstLoad=false',
        'ServerEnabled=false',
      ],
    ),
  );
  writeFileSync(
    join(profile, 'basic.ini'),
    lines(
      ...[
        '[General]',
        'Name=Lecture',
        '',
        '[Video]',
        'BaseCX=1280',
        'BaseCY=720',
        'OutputCX=1280',
        'OutputCY=720',
      ],
      ...[
        'FPSCommon=30',
        '',
        '[Output]',
        'Mode=Simple',
        '',
        '[SimpleOutput]',
        'VBitrate=2500',
        'ABitrate=128',
      ],
      ...['StreamEncoder=x264', 'UseAdvanced=true', 'Preset=ultrafast', 'x264Settings=keyint=30'],
    ),
  );
  writeFileSync(
    join(profile, 'service.json'),
    JSON.stringify({ type: 'rtmp_custom', settings: { server, key, use_auth: false } }),
  );
  const colour = {
    id: 'color_source_v3',
    versioned_id: 'color_source_v3',
    name: 'Slide',
    enabled: true,
    settings: { color: 0xff7a3b1f, width: 1280, height: 720 },
  };
  const item = { name: 'Slide', id: 1, visible: true, pos: { x: 0, y: 0 }, scale: { x: 1, y: 1 } };
  const scene = {
    id: 'scene',
    name: 'Lecture',
    enabled: true,
    settings: { custom_size: false, id_counter: 1, items: [item] },
  };
  writeFileSync(
    join(scenes, 'Lecture.json'),
    JSON.stringify({
      name: 'Lecture',
      current_scene: 'Lecture',
      current_program_scene: 'Lecture',
      scene_order: [{ name: 'Lecture' }],
      sources: [colour, scene],
    }),
  );
}
