import { z } from 'zod';
import { id, ms } from './ids.js';
import { verb } from './verbs.js';

/** A short-lived, signed permission of a machine: who, where, what, until when. */
export const ticketClaims = z.strictObject({
  /** Who: `stage-host:<name>`, `captions:<name>` … */
  sub: z.string().max(80),
  /** One room, or null for a host's own line. */
  room: id.nullable(),
  verbs: z.array(verb).min(1).max(8),
  issuedMs: ms,
  expiresMs: ms,
});
export type TicketClaims = z.infer<typeof ticketClaims>;
