import {
  commands,
  type CommandInput,
  type CommandName,
  type CommandReply,
} from '@lectern/protocol/commands';
import type { WireError } from '@lectern/protocol/errors';
import { CommandFailed, unavailable } from './failure.js';

interface Call {
  settle(body: unknown, error: WireError | undefined): void;
  fail(error: CommandFailed): void;
}

// The same table, seen so that an index of it keeps its type.
const specs: { [C in CommandName]: { reply: { parse(body: unknown): CommandReply<C> } } } =
  commands;

/** The commands that wait for their `reply`, by `re`. */
export class Calls {
  readonly #waiting = new Map<number, Call>();
  #next = 1;

  /** Writes the command with `write` and resolves with its parsed reply; `late` is told of a time-out. */
  make<C extends CommandName>(
    command: C,
    body: CommandInput<C>,
    timeoutMs: number,
    write: (text: string) => void,
    late: () => void,
  ): Promise<CommandReply<C>> {
    const re = this.#next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(re);
        reject(unavailable('The server did not answer in time.'));
        late();
      }, timeoutMs);
      const end = (finish: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(re);
        finish();
      };
      this.#waiting.set(re, {
        settle: (answer, error) =>
          end(() => {
            if (error) return reject(new CommandFailed(error));
            try {
              resolve(specs[command].reply.parse(answer));
            } catch (cause) {
              reject(new Error(`The answer to ${command} is not of this version.`, { cause }));
            }
          }),
        fail: (error) => end(() => reject(error)),
      });
      try {
        write(JSON.stringify({ re, type: command, body }));
      } catch {
        this.#waiting
          .get(re)
          ?.fail(unavailable('The connection was lost before the command left.'));
      }
    });
  }

  settle(re: number, body: unknown, error: WireError | undefined): void {
    this.#waiting.get(re)?.settle(body, error);
  }

  /** Fails all of them: their outcome is unknown. */
  failAll(message: string): void {
    for (const call of [...this.#waiting.values()]) call.fail(unavailable(message));
  }
}
