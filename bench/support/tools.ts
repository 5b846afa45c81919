import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a program on PATH, or null. */
export function which(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** Ends the benchmark with a plain sentence where a tool is missing: nothing is measured then. */
export function need(tools: Record<string, string | null>, why: string): void {
  const missing = Object.entries(tools).flatMap(([name, path]) => (path === null ? [name] : []));
  if (missing.length === 0) return;
  console.error(
    `Not measured: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing (${why}).`,
  );
  process.exit(2);
}

/** Binds a process with all its threads to one core; what it starts later inherits that. */
export function pin(pid: number, core: number): void {
  const run = spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`taskset: ${run.stderr}`);
}
