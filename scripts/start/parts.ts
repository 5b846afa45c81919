import { type ChildExit, describeExit } from '@lectern/host/child';
import { EXIT_CONFIG } from '@lectern/host/env';
import { type Supervised, type SuperviseOptions, supervise } from '@lectern/host/supervised';
import { demoPush } from './demo-push.ts';
import { keepLog } from './log-file.ts';
import { answers, listens, waitFor } from './ready.ts';
import { type StageTools, reachable, serverChild, stageChild } from './services.ts';
import type { Settings } from './settings.ts';
import type { Shutdown } from './shutdown.ts';

/** How long a part may take to its first answer, ms. */
const READY_MS = 30_000;

/** The running parts of Lectern: server, stage host and demo talk, each kept running and logged. */
export class Parts {
  #gaveUp = false;
  readonly #settings: Settings;
  readonly #verbose: boolean;
  readonly #shutdown: Shutdown;
  readonly #say: (line: string) => void;
  readonly #end: (code: number) => void;

  constructor(
    settings: Settings,
    verbose: boolean,
    shutdown: Shutdown,
    say: (line: string) => void,
    /** Called with an exit code when a part can never run. */
    end: (code: number) => void,
  ) {
    this.#settings = settings;
    this.#verbose = verbose;
    this.#shutdown = shutdown;
    this.#say = say;
    this.#end = end;
  }

  /** Resolves when the server answers. */
  async startServer(env: NodeJS.ProcessEnv): Promise<void> {
    this.#keep('server', { child: () => serverChild(this.#settings, env) });
    const url = `http://${reachable(this.#settings.host)}:${this.#settings.port}/healthz`;
    if (await this.#ready(() => answers(url))) return;
    throw new Error(
      `The server does not answer at ${url}; its log is in ${this.#settings.paths.logs}.`,
    );
  }

  /** Resolves when encoders are let in. */
  async startStage(tools: StageTools): Promise<void> {
    this.#keep('stage', { child: () => stageChild(this.#settings, tools) });
    const { rtmpHost, rtmpPort, paths } = this.#settings;
    if (await this.#ready(() => listens(reachable(rtmpHost).replace(/[[\]]/g, ''), rtmpPort)))
      return;
    throw new Error(
      `The stage host takes no RTMP on port ${rtmpPort}; its log is in ${paths.logs}.`,
    );
  }

  startDemo(ffmpeg: string, talk: string, key: string): void {
    // Its end is not told: it comes back within seconds of any restart of the stage host.
    const part = supervise({
      child: () => demoPush(this.#settings, ffmpeg, talk, key),
      maxWaitMs: 3000,
    });
    keepLog(part, this.#settings.paths.logs, 'demo', this.#verbose);
    this.#shutdown.add('The demo talk', () => part.close());
  }

  #ready(ask: () => Promise<boolean>): Promise<boolean> {
    return waitFor(ask, READY_MS, () => this.#gaveUp || this.#shutdown.started);
  }

  #keep(name: string, options: SuperviseOptions): Supervised {
    const part = supervise({ ...options, isFinal: ({ code }) => code === EXIT_CONFIG });
    keepLog(part, this.#settings.paths.logs, name, this.#verbose);
    part.on('died', (exit) => this.#say(`${describeExit(name, exit)}. It is started again.`));
    part.on('gaveUp', (exit) => this.#giveUp(name, exit));
    this.#shutdown.add(name, () => part.close({ graceMs: 15_000 }));
    return part;
  }

  #giveUp(name: string, exit: ChildExit): void {
    this.#gaveUp = true;
    this.#say(`The ${name} cannot run like this:\n${exit.stderrTail}`);
    this.#end(EXIT_CONFIG);
  }
}
