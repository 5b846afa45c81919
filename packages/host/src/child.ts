import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { Emitter } from './emitter.js';
import { Tail } from './tail.js';
import { findExecutable } from './which.js';

export interface ChildOptions {
  /** What messages call it: "ffmpeg (room 12)". */
  name: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  /** The whole environment of the child; this process's own when absent. */
  env?: NodeJS.ProcessEnv;
  /** As in node:child_process; stdin is closed, stdout and stderr are pipes when absent. */
  stdio?: StdioOptions;
  /** Niceness, 0 (as this process) to 19 (last in the queue). */
  nice?: number;
  /** Gives the child a process group of its own: Ctrl+C in the terminal passes it by, and SIGKILL takes the whole group. */
  detached?: boolean;
  /** How many of the last characters of stderr are kept. Default 4000. */
  stderrTail?: number;
  /** Lets the kernel end the child when this process dies, even of SIGKILL. Linux only, default true. */
  dieWithParent?: boolean;
}

/** How a child ended. `error` is a sentence, and only there when it could not be started at all. */
export interface ChildExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  stderrTail: string;
  error?: string;
}

interface ChildEvents extends Record<string, unknown[]> {
  /** Once, after the process is gone and its stderr is read. */
  exit: [exit: ChildExit];
  /** Each whole line that the child wrote on stderr. */
  line: [line: string];
}

/** How long after the exit stderr may still bring its last lines, ms; a grandchild can hold the pipe for ever. */
const DRAIN_MS = 200;

/** Child is one started process. It never throws: a command that does not exist arrives as `exit` with an `error`. */
export class Child extends Emitter<ChildEvents> {
  readonly exited: Promise<ChildExit>;
  readonly #process: ChildProcess | undefined;
  readonly #tail: Tail;
  #exit: ChildExit | undefined;

  constructor(readonly options: ChildOptions) {
    super();
    this.#tail = new Tail(options.stderrTail ?? 4000, (line) => this.emit('line', line));
    this.exited = new Promise((resolve) => this.on('exit', resolve));
    const started = spawnQuietly(options);
    if (typeof started === 'string') {
      // Later, so that the caller can listen first.
      setImmediate(() => this.#end({ code: null, signal: null, error: started }));
      return;
    }
    this.#process = started;
    this.#watch(started);
  }

  get name(): string {
    return this.options.name;
  }
  get pid(): number | undefined {
    return this.#process?.pid;
  }
  get running(): boolean {
    return this.#exit === undefined && this.#process?.pid !== undefined;
  }
  get stdin(): Writable | null {
    return this.#process?.stdin ?? null;
  }
  get stdout(): Readable | null {
    return this.#process?.stdout ?? null;
  }
  get stderr(): Readable | null {
    return this.#process?.stderr ?? null;
  }
  /** All pipes by file descriptor, for children with more than three. */
  get stdio(): ReadonlyArray<Readable | Writable | null | undefined> {
    return this.#process?.stdio ?? [];
  }

  /** Sends a signal to the child; SIGKILL to its whole group when it is detached. False when it is gone. */
  kill(signal: NodeJS.Signals): boolean {
    const pid = this.#process?.pid;
    if (pid === undefined || this.#exit !== undefined) return false;
    try {
      const whole = signal === 'SIGKILL' && this.options.detached === true;
      return process.kill(whole ? -pid : pid, signal);
    } catch {
      // ESRCH: it died this moment, and `exit` is on its way.
      return false;
    }
  }

  /** Asks the child to end (SIGTERM), and ends it by force (SIGKILL) after `graceMs`. Resolves when it is gone. */
  async stop({ graceMs = 5000 } = {}): Promise<ChildExit> {
    if (this.kill('SIGTERM')) {
      const force = setTimeout(() => this.kill('SIGKILL'), graceMs);
      this.on('exit', () => clearTimeout(force));
    }
    return this.exited;
  }

  #watch(child: ChildProcess): void {
    for (const pipe of child.stdio) {
      // A child that dies breaks its pipes (EPIPE); its `exit` tells the story.
      pipe?.on('error', (error: Error) =>
        this.#tail.push(Buffer.from(`[pipe: ${error.message}]\n`)),
      );
    }
    child.stderr?.on('data', (chunk: Buffer) => this.#tail.push(chunk));
    child.once('error', (error) => {
      if (child.pid === undefined)
        this.#end({ code: null, signal: null, error: explainSpawn(this.options, error) });
    });
    child.once('exit', (code, signal) => {
      const end = (): void => this.#end({ code, signal });
      const late = setTimeout(end, DRAIN_MS);
      child.once('close', () => {
        clearTimeout(late);
        end();
      });
    });
  }

  #end(exit: Omit<ChildExit, 'stderrTail'>): void {
    if (this.#exit !== undefined) return;
    this.#exit = { ...exit, stderrTail: this.#tail.toString() };
    this.emit('exit', this.#exit);
  }
}

/** Starts a child process; see ChildOptions. */
export function startChild(options: ChildOptions): Child {
  return new Child(options);
}

/** How a child ended, in words: "ffmpeg ended with exit code 1: <its last line>". */
export function describeExit(name: string, exit: ChildExit): string {
  if (exit.error !== undefined) return exit.error;
  const how = exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`;
  const last = exit.stderrTail.split('\n').at(-1) ?? '';
  return `${name} ended with ${how}${last === '' ? '' : `: ${last}`}`;
}

function spawnQuietly(options: ChildOptions): ChildProcess | string {
  const env = options.env ?? process.env;
  const file = findExecutable(options.command, env['PATH'] ?? process.env['PATH'], options.cwd);
  if (file === undefined)
    return `${options.name} could not start: there is no program "${options.command}".`;
  const [command, args] = tieToParent(file, options);
  try {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env,
      stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'],
      detached: options.detached ?? false,
    });
    if (options.nice !== undefined && child.pid !== undefined) lower(child.pid, options.nice);
    return child;
  } catch (error) {
    return explainSpawn(options, error);
  }
}

/**
 * setpriv sets the death signal and becomes the shell, which becomes the program: same pid, two execs more.
 * The shell looks whether the parent died before the signal was set, for then it would never come.
 */
function tieToParent(file: string, options: ChildOptions): [command: string, args: string[]] {
  const setpriv =
    process.platform === 'linux' && options.dieWithParent !== false
      ? findExecutable('setpriv')
      : undefined;
  if (setpriv === undefined) return [file, [...options.args]];
  const guard = `[ "$PPID" -eq ${process.pid} ] && exec "$@"`;
  return [
    setpriv,
    ['--pdeathsig', 'KILL', '--', '/bin/sh', '-c', guard, 'sh', file, ...options.args],
  ];
}

function lower(pid: number, nice: number): void {
  try {
    setPriority(pid, nice);
  } catch (error) {
    // It runs, only not as politely as asked.
    console.error(`Could not lower the priority of process ${pid}:`, error);
  }
}

function explainSpawn(options: ChildOptions, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `${options.name} could not start: ${reason}`;
}
