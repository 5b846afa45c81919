import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { spawnVisible } from './spawn-visible.ts';
import type { Tally } from './tally.ts';

const TIMEOUT_MS = 5 * 60_000;

/** Format, lint (with types, cycles and the direction of imports) and types. Each is one test of the closing line. */
export async function runChecks(root: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: [], skipped: [] };
  for (const [name, command] of checks(root)) {
    const [program = '', ...args] = command;
    const failure = await spawnVisible(program, args, { cwd: root, env, timeoutMs: TIMEOUT_MS });
    console.log(`${failure === undefined ? '✓' : '✗'} ${name}`);
    if (failure === undefined) tally.passed += 1;
    else tally.failed.push(`${name} (${command.join(' ')})`);
  }
  return tally;
}

function checks(root: string): [name: string, command: string[]][] {
  const types = [
    'tsconfig.json',
    'tsconfig.tests.json',
    'tsconfig.server-tests.json',
    'tests/tsconfig.json',
    'bench/tsconfig.json',
  ];
  return [
    ['every file is formatted', ['oxfmt', '--check', '.']],
    ['lint finds nothing', ['oxlint', '--type-aware', '--deny-warnings']],
    ...types
      .filter((file) => existsSync(join(root, file)))
      .map((file): [string, string[]] => [
        `types are right (${file})`,
        ['tsc', '--noEmit', '-p', file],
      ]),
  ];
}
