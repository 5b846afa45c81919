import { type ChildOptions, startChild } from '@lectern/host/child';

/** What a command printed, both streams in the order of arrival, and how it ended. */
export interface RunResult {
  ok: boolean;
  output: string;
}

export interface RunOptions extends Pick<ChildOptions, 'cwd' | 'env' | 'dieWithParent'> {
  /** What it reads from stdin. Default nothing. */
  input?: string;
  /** Ended by force after this long, ms. Default 10 minutes. */
  timeoutMs?: number;
}

/** Runs a command to its end with its output kept; it never throws. */
export async function run(
  command: string,
  args: readonly string[],
  { input = '', timeoutMs = 600_000, ...options }: RunOptions = {},
): Promise<RunResult> {
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  const child = startChild({
    ...options,
    name: command,
    command,
    args,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.stdin?.end(input);
  const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const exit = await child.exited;
  clearTimeout(limit);
  return { ok: exit.code === 0, output: exit.error ?? output.trim() };
}
