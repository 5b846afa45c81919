import type { ErrorCode, WireError } from '@lectern/protocol/errors';

/** A command did not succeed. `error` is what the server said, or `unavailable` when it could not be asked. */
export class CommandFailed extends Error {
  readonly error: WireError;

  constructor(error: WireError) {
    super(error.message);
    this.name = 'CommandFailed';
    this.error = error;
  }
}

/** The failure of a command whose outcome is unknown or that never left: repeat it with the same `cid`. */
export function unavailable(message: string): CommandFailed {
  return new CommandFailed({ code: 'unavailable', message });
}

/** asWireError says what any thrown value means to a person. */
export function asWireError(error: unknown): WireError {
  if (error instanceof CommandFailed) return error.error;
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

const PASSING: ReadonlySet<ErrorCode> = new Set([
  'unavailable',
  'rate_limited',
  'slow_mode',
  'storage_full',
]);

/** True when the same command may succeed later without anybody changing it. */
export function passes(error: WireError): boolean {
  return PASSING.has(error.code);
}
