import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// This file runs before anything is built, so it imports nothing of ours.

/** Builds every package and app; what has not changed comes from turbo's cache. Ends the process when it fails. */
export function build(root: string): void {
  const startedMs = performance.now();
  console.log('Building what has changed …');
  const turbo = join(root, 'node_modules', '.bin', 'turbo');
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const options = ['--output-logs=errors-only', '--no-update-notifier', '--log-prefix=none'];
  const result = spawnSync(turbo, ['run', 'build', ...options], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (result.status === 0) {
    console.log(
      `Building what has changed: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`,
    );
    return;
  }
  console.error(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  console.error(
    `The build failed${result.error === undefined ? '' : `: ${result.error.message}`}.`,
  );
  process.exit(1);
}
