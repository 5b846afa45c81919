import { delimiter, join } from 'node:path';
import { aptInstall, canInstall } from '../bootstrap/apt.ts';
import { ensureOwncast } from '../bootstrap/owncast.ts';
import { CHROMIUM, FFMPEG, ensureTool, findTool } from '../bootstrap/system-tool.ts';
import type { Suite } from './suites.ts';

/** What the tests of these suites need from the machine, as their environment; what is missing is said. */
export async function testEnvironment(
  root: string,
  suites: readonly Suite[],
): Promise<NodeJS.ProcessEnv> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
  env['PATH'] = [join(root, 'node_modules', '.bin'), env['PATH']].join(delimiter);
  if (suites.some((suite) => suite === 'stage' || suite === 'e2e' || suite === 'faults')) {
    addPath(env, 'LECTERN_FFMPEG', await ensureTool(FFMPEG));
    addPath(env, 'LECTERN_OWNCAST', await ensureOwncast(root));
  }
  if (suites.some((suite) => suite === 'e2e' || suite === 'faults')) {
    addPath(env, 'LECTERN_CHROMIUM', await ensureTool(CHROMIUM));
    await ensureObs();
  }
  return env;
}

function addPath(
  env: NodeJS.ProcessEnv,
  variable: string,
  found: { path: string } | { missing: string },
): void {
  if ('path' in found) env[variable] = found.path;
  else console.log(`${found.missing} The tests that need it are skipped.`);
}

/** OBS Studio is large and used by one test: it is taken where it is there, and installed only where that asks nobody. */
async function ensureObs(): Promise<void> {
  const packages = { obs: 'obs-studio', 'xvfb-run': 'xvfb', xauth: 'xauth' };
  const missing = Object.entries(packages)
    .filter(
      ([command]) => findTool({ commands: [command], packages: FFMPEG.packages }) === undefined,
    )
    .map(([, name]) => name);
  if (missing.length === 0) return;
  const failure = canInstall() ? await aptInstall(missing) : 'it needs root';
  if (failure !== undefined)
    console.log(`OBS Studio is not installed (${failure}); its test is skipped.`);
}
