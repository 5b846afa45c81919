import { startChild } from '@lectern/host/child';

/** Runs a command with its output on this terminal. Undefined after a good end, else what happened. */
export async function spawnVisible(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; timeoutMs: number },
): Promise<string | undefined> {
  const { cwd, env, timeoutMs } = options;
  const child = startChild({ name: command, command, args, cwd, env, stdio: 'inherit' });
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    void child.stop({ graceMs: 10_000 });
  }, timeoutMs);
  const exit = await child.exited;
  clearTimeout(limit);
  if (late) return `was stopped after ${timeoutMs / 60_000} minutes`;
  return exit.code === 0 ? undefined : (exit.error ?? `ended with ${exit.code ?? exit.signal}`);
}
