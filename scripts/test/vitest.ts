import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnVisible } from './spawn-visible.ts';
import type { Project } from './suites.ts';
import { type Tally, type VitestReport, tallyReport } from './tally.ts';

/** How long a project may take, ms; far more than it needs on two cores. */
const TIMEOUT_MS: Record<Project, number> = {
  unit: 5 * 60_000,
  server: 8 * 60_000,
  stage: 10 * 60_000,
  e2e: 12 * 60_000,
  faults: 15 * 60_000,
};

/** Runs one vitest project and counts its tests. */
export async function runProject(
  root: string,
  project: Project,
  rest: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Tally> {
  const file = join(root, '.cache', 'test', `${project}.json`);
  mkdirSync(join(file, '..'), { recursive: true });
  rmSync(file, { force: true });
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  // Real processes one file after the other: they would measure each other otherwise.
  const serial = project === 'unit' ? [] : ['--no-file-parallelism'];
  const args = ['run', '--project', project, '--passWithNoTests', ...serial, ...reports, ...rest];
  const failure = await spawnVisible('vitest', args, {
    cwd: root,
    env,
    timeoutMs: TIMEOUT_MS[project],
  });
  const tally = readTally(file);
  // vitest fails without a failed test when an error came from outside of all tests.
  if (failure !== undefined && tally.failed.length === 0)
    tally.failed.push(`${project}: vitest ${failure}`);
  return tally;
}

function readTally(file: string): Tally {
  if (!existsSync(file)) return { passed: 0, failed: [], skipped: [] };
  const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'));
  return tallyReport(report);
}
