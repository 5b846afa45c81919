import { spawn, type StdioOptions } from 'node:child_process';

/** What a finished program has cost. */
export interface Cost {
  /** CPU time, user and system, in seconds. */
  cpuSeconds: number;
  wallSeconds: number;
}

/** Runs a program to its end, with its cost as the shell's `time` tells it; fails with its last words. */
export function timedRun(
  command: string,
  args: string[],
  options: { cwd: string; stdin?: number | 'ignore'; extraPipes?: number; timeoutMs?: number },
): Promise<Cost> {
  const script = 'TIMEFORMAT="cost %U %S %R"; time "$@"';
  const extra = Array.from({ length: options.extraPipes ?? 0 }, () => 'ignore' as const);
  const stdio: StdioOptions = [options.stdin ?? 'ignore', 'ignore', 'pipe', ...extra];
  const child = spawn('bash', ['-c', script, 'bash', command, ...args], {
    cwd: options.cwd,
    stdio,
    timeout: options.timeoutMs ?? 180_000,
  });
  return new Promise((resolve, reject) => {
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      const [, user, system, real] = /cost ([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(words) ?? [];
      if (code !== 0 || real === undefined)
        reject(new Error(`${command} ended with ${code}: ${words.slice(-1_000)}`));
      else resolve({ cpuSeconds: Number(user) + Number(system), wallSeconds: Number(real) });
    });
  });
}
