import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How often a lock that nobody seems to hold is tried. */
const TRIES = 5;

/** Somebody else works on the directory. `pid` is undefined when that process did not leave its number. */
export class DirectoryLocked extends Error {
  override readonly name = 'DirectoryLocked';
  constructor(
    readonly directory: string,
    readonly pid: number | undefined,
  ) {
    super(`${directory} is in use by ${pid === undefined ? 'another process' : `process ${pid}`}.`);
  }
}

export interface DirectoryLock {
  /** Gives the directory free; further calls do nothing. */
  release(): void;
}

/**
 * Takes `directory` (made when missing) for this process alone, or throws DirectoryLocked at once.
 * The lock is SQLite's POSIX file lock: the kernel drops it with the process, so a `kill -9` leaves nothing to clean up.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const dir = resolve(directory);
  mkdirSync(dir, { recursive: true });
  for (let tries = 1; ; tries += 1) {
    const database = openExclusively(join(dir, 'lock'));
    if (database !== undefined) {
      writeHolder(dir);
      return { release: () => database.isOpen && database.close() };
    }
    const pid = readHolder(dir);
    if (pid !== undefined || tries === TRIES) throw new DirectoryLocked(dir, pid);
    // Two that come at the same moment can refuse each other; nobody holds it then.
    pause(Math.random() * 50);
  }
}

/** Undefined when another process has it open. */
function openExclusively(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    return undefined;
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** SQLITE_BUSY and SQLITE_LOCKED. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && [5, 6].includes(Number(error.errcode) & 0xff)
  );
}

function writeHolder(dir: string): void {
  const draft = join(dir, `.lock.pid.${process.pid}`);
  writeFileSync(draft, String(process.pid));
  renameSync(draft, join(dir, 'lock.pid'));
}

/** The holder writes its number just after it has the lock, so a stale or missing one is looked at again. */
function readHolder(dir: string): number | undefined {
  for (let tries = 0; tries < 10; tries += 1) {
    const pid = readPid(join(dir, 'lock.pid'));
    if (pid !== undefined && isAlive(pid)) return pid;
    pause(20);
  }
  return undefined;
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    // Not written yet.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
