import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/**
 * Finds the file that would run for `command`: a path is taken as it is (from `cwd`), a name is looked up in `path`.
 * Undefined when there is none that may be executed.
 */
export function findExecutable(
  command: string,
  path = process.env['PATH'] ?? '',
  cwd = process.cwd(),
): string | undefined {
  const isPath = isAbsolute(command) || command.includes('/');
  const candidates = isPath
    ? [resolve(cwd, command)]
    : path
        .split(delimiter)
        .filter(Boolean)
        .map((dir) => join(dir, command));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, or not ours to run: for the caller it is the same as no such command.
    return false;
  }
}
