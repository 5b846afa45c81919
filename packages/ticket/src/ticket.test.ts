import { verb } from '@lectern/protocol/verbs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LEEWAY_MS,
  MAX_LIFETIME_MS,
  MAX_TOKEN_LENGTH,
  signTicket,
  verifyTicket,
} from './ticket.js';

const secret = Buffer.alloc(32, 7);
const START_MS = 1_700_000_000_000;

const claims = fc
  .record({
    sub: fc.string({ maxLength: 80 }),
    room: fc.option(fc.stringMatching(/^[a-z2-7]{16}$/)),
    verbs: fc.uniqueArray(fc.constantFrom(...verb.options), { minLength: 1, maxLength: 8 }),
    issuedMs: fc.integer({ min: START_MS, max: START_MS * 2 }),
    lifetimeMs: fc.integer({ min: 1, max: MAX_LIFETIME_MS }),
  })
  .map(({ lifetimeMs, ...rest }) => ({ ...rest, expiresMs: rest.issuedMs + lifetimeMs }));

const example = {
  sub: 'stage-host:one',
  room: null,
  verbs: ['stage.host' as const],
  issuedMs: START_MS,
  expiresMs: START_MS + 60_000,
};

describe('a ticket', () => {
  it('gives back what was signed', () => {
    fc.assert(
      fc.property(claims, (input) => {
        const result = verifyTicket(secret, signTicket(secret, input), input.issuedMs);
        expect(result).toEqual({ ok: true, claims: input });
      }),
    );
  });

  it('is refused after any change of any character', () => {
    const token = signTicket(secret, example);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        const changed = token.slice(0, at) + put + token.slice(at + 1);
        fc.pre(changed !== token);
        expect(verifyTicket(secret, changed, START_MS).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused under another secret', () => {
    fc.assert(
      fc.property(claims, fc.uint8Array({ minLength: 16 }), (input, other) => {
        fc.pre(!secret.equals(other));
        const result = verifyTicket(Buffer.from(other), signTicket(secret, input), input.issuedMs);
        expect(result).toEqual({ ok: false, refusal: 'forged' });
      }),
    );
  });

  it('never throws on garbage', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(verifyTicket(secret, text, START_MS).ok).toBe(false);
      }),
    );
  });

  it.each([
    [START_MS - LEEWAY_MS - 1, 'not_yet_valid'],
    [START_MS - LEEWAY_MS, undefined],
    [START_MS + 60_000 + LEEWAY_MS - 1, undefined],
    [START_MS + 60_000 + LEEWAY_MS, 'expired'],
    [Number.NaN, 'expired'],
  ])('at %d is %s', (nowMs, refusal) => {
    const result = verifyTicket(secret, signTicket(secret, example), nowMs);
    expect(result.ok ? undefined : result.refusal).toBe(refusal);
  });

  it('cannot be signed for longer than five minutes, or for no time', () => {
    for (const lifetimeMs of [MAX_LIFETIME_MS + 1, 0, -1])
      expect(() => signTicket(secret, { ...example, expiresMs: START_MS + lifetimeMs })).toThrow(
        RangeError,
      );
  });

  it('of enormous length is refused unread', () => {
    const result = verifyTicket(secret, 'a'.repeat(MAX_TOKEN_LENGTH + 1), START_MS);
    expect(result).toEqual({ ok: false, refusal: 'malformed' });
  });
});
