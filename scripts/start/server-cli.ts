import { join } from 'node:path';
import { z } from 'zod';
import { run } from '../bootstrap/run.ts';
import { type Settings } from './settings.ts';

/** Runs a command of the server's own command line and gives its output. */
export async function serverCli(
  settings: Settings,
  env: NodeJS.ProcessEnv,
  args: string[],
): Promise<string> {
  const cli = join(settings.root, 'apps', 'server', 'dist', 'cli.js');
  const result = await run(process.execPath, [cli, ...args], { env, timeoutMs: 120_000 });
  if (!result.ok) throw new Error(`"${args.join(' ')}" failed: ${result.output}`);
  return result.output;
}

/** A new one-time link for organizers. */
export async function organizerLink(settings: Settings, env: NodeJS.ProcessEnv): Promise<string> {
  const output = await serverCli(settings, env, ['organizer-link', '--json']);
  return z.object({ url: z.string() }).parse(lastJson(output)).url;
}

/** The last line of the output: warnings of the run time may stand before it. */
export function lastJson(output: string): unknown {
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}
