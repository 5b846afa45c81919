import { Injectable, Inject, Logger } from '@nestjs/common';
import { commands, type CommandName } from '@lectern/protocol/commands';
import { CONFIG, type Config } from '../config.js';
import { Refusal, toRefusal } from '../errors.js';
import { Log } from '../log/log.service.js';
import { type Asker, MachineAsker } from '../session/asker.js';
import type { Handled, RawCall } from './command.js';
import type { Connection } from './connection.js';

type Handler = (call: RawCall) => Promise<Handled>;
export type CommandOutcome = { body: unknown } | { refusal: Refusal };

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

/** Chat messages and questions: what is limited more tightly than the rest. */
const POSTS = new Set<string>(['chat.post', 'question.ask']);

/** CommandDoor is the one way to every command's handler, from a socket and over HTTP alike. */
@Injectable()
export class CommandDoor {
  readonly #handlers = new Map<CommandName, Handler>();
  readonly #logger = new Logger('commands');

  constructor(
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Takes a gateway's handler at start. A handler that is not in the table does not start. */
  register(name: string, handler: Handler): void {
    if (!isCommand(name))
      throw new Error(`The handler of "${name}" is not in the table of commands.`);
    if (this.#handlers.has(name)) throw new Error(`"${name}" has two handlers.`);
    this.#handlers.set(name, handler);
  }

  /** Throws when a command of the table has no handler. */
  assertComplete(): void {
    const missing = Object.keys(commands).filter(
      (name) => isCommand(name) && !this.#handlers.has(name),
    );
    if (missing.length > 0)
      throw new Error(`These commands have no handler: ${missing.join(', ')}.`);
  }

  /** Runs a command; never throws. */
  async run(
    name: string,
    asker: Asker,
    connection: Connection | null,
    body: unknown,
  ): Promise<CommandOutcome> {
    try {
      const handler = isCommand(name) ? this.#handlers.get(name) : undefined;
      if (handler === undefined)
        throw new Refusal('unknown_command', 'The server does not know this command.');
      this.#limit(name, asker);
      const findRoom = (id: string) => this.log.scope(id);
      const handled = await handler({ asker, connection, body, findRoom });
      if ('error' in handled) throw handled.error;
      return handled;
    } catch (error) {
      return { refusal: toRefusal(error, (fault) => this.#report(name, fault)) };
    }
  }

  /** Limits hold per session, never per address: a venue is one address. */
  #limit(name: string, asker: Asker): void {
    if (!this.config.limits || asker instanceof MachineAsker) return;
    const now = Date.now();
    const wait =
      asker.limits.commands.take(now) || (POSTS.has(name) ? asker.limits.posts.take(now) : 0);
    if (wait === 0) return;
    throw new Refusal(
      'rate_limited',
      `You are sending too fast. Wait ${Math.ceil(wait / 1_000)} s, then try again.`,
      { retryAfterMs: wait },
    );
  }

  #report(name: string, error: unknown): void {
    this.#logger.error(`${name} failed`, error instanceof Error ? error.stack : String(error));
  }
}
