import { z } from 'zod';

/** Every error code a socket or an HTTP answer can carry, with its HTTP status. */
export const errorStatus = {
  invalid: 400,
  unknown_command: 400,
  unauthenticated: 401,
  forbidden: 403,
  muted: 403,
  closed: 403,
  origin: 403,
  not_found: 404,
  conflict: 409,
  cid_conflict: 409,
  gone: 410,
  too_large: 413,
  slow_mode: 429,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  storage_full: 507,
} as const;

// Object.keys forgets the names; they are the ones just above.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const errorCode = z.enum(Object.keys(errorStatus) as [keyof typeof errorStatus]);
export type ErrorCode = keyof typeof errorStatus;

/**
 * What went wrong, for a person (`message` says what to do) and for a program (`code`).
 * Over HTTP it is the body of an `application/problem+json` answer (RFC 9457) with `title` = `message`.
 */
export const wireError = z.strictObject({
  code: errorCode,
  message: z.string(),
  /** When it makes sense to try again, in ms. */
  retryAfterMs: z.int().min(0).optional(),
  /** Which fields of the input were wrong, as paths. */
  fields: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
});
export type WireError = z.infer<typeof wireError>;
