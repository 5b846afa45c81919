import { runChecks } from './checks.ts';
import { SUITES, parseRun } from './suites.ts';
import { type Tally, addUp, closingLine } from './tally.ts';
import { testEnvironment } from './tools.ts';
import { runProject } from './vitest.ts';

/** `npm test`, after the build: runs the suites one after the other and ends with the counts. Gives the exit code. */
export async function test(root: string, args: readonly string[]): Promise<number> {
  const { suites, rest } = parseRun(args);
  const env = await testEnvironment(root, suites);
  // The build came first and ends the process when it fails.
  const tallies: Tally[] = [{ passed: 1, failed: [], skipped: [] }];
  for (const suite of suites) {
    console.log(`\n── ${suite} (${suites.indexOf(suite) + 1} of ${suites.length}) ──`);
    tallies.push(
      suite === 'check' ? await runChecks(root, env) : await runProject(root, suite, rest, env),
    );
  }
  const total = addUp(tallies);
  for (const name of total.skipped) console.log(`skipped: ${name}`);
  for (const name of total.failed) console.log(`FAILED: ${name}`);
  if (suites.length < SUITES.length) console.log(`(only ${suites.join(', ')})`);
  console.log(closingLine(total));
  return total.failed.length === 0 ? 0 : 1;
}
