import { createHmac, timingSafeEqual } from 'node:crypto';
import { type TicketClaims, ticketClaims } from '@lectern/protocol/ticket';

/** The longest life of a ticket, ms. */
export const MAX_LIFETIME_MS = 5 * 60_000;

/** How far the clocks of two machines may be apart, ms. */
export const LEEWAY_MS = 60_000;

/** More characters than any honest ticket has; longer ones are not even hashed. */
export const MAX_TOKEN_LENGTH = 2048;

/** Why a ticket is not accepted. */
export type TicketRefusal = 'malformed' | 'forged' | 'expired' | 'not_yet_valid' | 'too_long_lived';

export type TicketResult =
  | { ok: true; claims: TicketClaims }
  | { ok: false; refusal: TicketRefusal };

/** Signs claims: `<claims as base64url JSON>.<HMAC-SHA256 of that text>`. Throws when the claims are no valid ones. */
export function signTicket(secret: Buffer, claims: TicketClaims): string {
  const valid = ticketClaims.parse(claims);
  if (lifetimeRefusal(valid) !== undefined)
    throw new RangeError(`A ticket lives for 1 to ${MAX_LIFETIME_MS} ms.`);
  const payload = Buffer.from(JSON.stringify(valid)).toString('base64url');
  const token = `${payload}.${seal(secret, payload).toString('base64url')}`;
  if (token.length > MAX_TOKEN_LENGTH)
    throw new RangeError('The claims are too long for a ticket.');
  return token;
}

/** Reads a ticket at `nowMs` (ms since 1970). The seal is checked before anything inside is looked at. */
export function verifyTicket(secret: Buffer, token: string, nowMs: number): TicketResult {
  // No algorithm is named in a ticket, so there is none that an attacker could choose.
  const parts = token.length > MAX_TOKEN_LENGTH ? null : /^([\w-]+)\.([\w-]{43})$/.exec(token);
  const [, payload = '', mac = ''] = parts ?? [];
  if (parts === null) return refuse('malformed');
  if (!isSealed(secret, payload, mac)) return refuse('forged');
  const claims = readClaims(payload);
  if (claims === undefined) return refuse('malformed');
  const refusal = lifetimeRefusal(claims) ?? timeRefusal(claims, nowMs);
  return refusal === undefined ? { ok: true, claims } : refuse(refusal);
}

function seal(secret: Buffer, payload: string): Buffer {
  return createHmac('sha256', secret).update(payload).digest();
}

function isSealed(secret: Buffer, payload: string, mac: string): boolean {
  const expected = seal(secret, payload);
  const given = Buffer.from(mac, 'base64url');
  // Several spellings decode to the same bytes (the last character has spare bits): only one is ours.
  const isCanonical = given.toString('base64url') === mac;
  return given.length === expected.length && timingSafeEqual(given, expected) && isCanonical;
}

function readClaims(payload: string): TicketClaims | undefined {
  try {
    const parsed = ticketClaims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not JSON: sealed with our secret, yet not by this code.
    return undefined;
  }
}

function lifetimeRefusal({ issuedMs, expiresMs }: TicketClaims): TicketRefusal | undefined {
  if (expiresMs <= issuedMs) return 'malformed';
  return expiresMs - issuedMs > MAX_LIFETIME_MS ? 'too_long_lived' : undefined;
}

function timeRefusal(
  { issuedMs, expiresMs }: TicketClaims,
  nowMs: number,
): TicketRefusal | undefined {
  // Written so that a NaN clock refuses.
  if (!(nowMs < expiresMs + LEEWAY_MS)) return 'expired';
  return nowMs >= issuedMs - LEEWAY_MS ? undefined : 'not_yet_valid';
}

function refuse(refusal: TicketRefusal): TicketResult {
  return { ok: false, refusal };
}
