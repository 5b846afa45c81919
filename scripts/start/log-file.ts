import {
  type WriteStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Child } from '@lectern/host/child';
import type { Supervised } from '@lectern/host/supervised';

const MAX_BYTES = 10_000_000;

/** Keeps what a part prints in `<dir>/<name>.log`; the former file stays beside it when it was large. */
export function keepLog(part: Supervised, dir: string, name: string, verbose: boolean): void {
  const file = openLog(dir, name);
  part.on('started', (child) =>
    follow(child, (text) => {
      file.write(text);
      if (verbose) process.stdout.write(text);
    }),
  );
}

function follow(child: Child, write: (chunk: Buffer) => void): void {
  child.stdout?.on('data', write);
  child.stderr?.on('data', write);
}

function openLog(dir: string, name: string): WriteStream {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, `${name}.log`);
  if (existsSync(path) && statSync(path).size > MAX_BYTES) renameSync(path, `${path}.1`);
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  // A full disk takes the log, and must not take the parts with it.
  file.on('error', (error) => console.error(`The log ${path} cannot be written: ${error.message}`));
  return file;
}
