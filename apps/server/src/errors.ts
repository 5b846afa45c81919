import { errorStatus, type ErrorCode, type WireError } from '@lectern/protocol/errors';

type Details = Omit<WireError, 'code' | 'message'>;

/** Refusal is an answer to the person who asked: what is wrong, in plain words. Everything else that is thrown is our fault. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

export const notFound = (what: string) => new Refusal('not_found', `There is no such ${what}.`);
export const forbidden = () => new Refusal('forbidden', 'You do not have the right to do this.');
export const unauthenticated = () =>
  new Refusal('unauthenticated', 'Say who you are first: open a session, then try again.');

interface Issue {
  message: string;
  path?: ReadonlyArray<PropertyKey | { key: PropertyKey }> | undefined;
}

/** A Refusal that names each wrong field of an input. */
export function invalid(issues: readonly Issue[]): Refusal {
  const fields = issues.slice(0, 20).map(({ message, path = [] }) => ({
    path: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
    message,
  }));
  const first = fields[0];
  const message =
    first === undefined
      ? 'The input is not valid.'
      : `The input is not valid: ${first.path} ${first.message}`.trim();
  return new Refusal('invalid', message, { fields });
}

const UNAVAILABLE = new Refusal(
  'unavailable',
  'The database does not answer. Your text is kept: try again in a moment.',
  {
    retryAfterMs: 1_000,
  },
);
const FULL = new Refusal(
  'storage_full',
  "The server's disk is full, so nothing can be saved until the organizer frees space.",
  {
    retryAfterMs: 30_000,
  },
);

// SQLSTATE classes: 08 connection, 53 resources, 57 operator intervention (57014: our own statement timeout), 55P03 and 40 locks.
const PASSING_SQLSTATE = /^(08|53|57|40|55P03|25P03)/;
const PASSING_ERRNO = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOTFOUND',
]);
const PASSING_MESSAGE =
  /timeout|Connection terminated|not queryable|Client has encountered a connection error|Can't reach database/i;
const PASSING_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034']);

function codeOf(error: object): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The Refusal that a fault of the database deserves; null when the error is none of its passing faults. */
export function databaseRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  if (code === '53100') return FULL;
  const passing =
    PASSING_SQLSTATE.test(code) || PASSING_ERRNO.has(code) || PASSING_PRISMA.has(code);
  if (passing || PASSING_MESSAGE.test(error.message)) return UNAVAILABLE;
  return error.cause === undefined ? null : databaseRefusal(error.cause);
}

/** What the person is told of an error. Nothing of our own faults is told: `report` gets them. */
export function toRefusal(error: unknown, report: (error: unknown) => void): Refusal {
  if (error instanceof Refusal) return error;
  const refusal = databaseRefusal(error);
  if (refusal !== null) return refusal;
  report(error);
  return new Refusal('internal', 'Something went wrong on the server. It has been noted.');
}

export function toWire({ code, message, details }: Refusal): WireError {
  return { code, message, ...details };
}
