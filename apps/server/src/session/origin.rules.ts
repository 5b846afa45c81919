/** The parts of a request that say where it comes from. */
export interface Provenance {
  origin: string | undefined;
  fetchSite: string | undefined;
  hasCookie: boolean;
  hasTicket: boolean;
}

/**
 * Whether a WebSocket upgrade may go on. Cookies ride along on cross-site upgrades, so the Origin decides:
 * a known one, or none at all from a machine that brings a ticket and no cookie.
 */
export function mayUpgrade(
  { origin, hasCookie, hasTicket }: Provenance,
  known: readonly string[],
): boolean {
  if (origin !== undefined) return known.includes(origin);
  return hasTicket && !hasCookie;
}

/** Whether a request that changes something may go on: no other site may make a browser send it. */
export function mayChange(
  { origin, fetchSite, hasCookie }: Provenance,
  known: readonly string[],
): boolean {
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
  if (origin !== undefined) return known.includes(origin);
  return fetchSite === 'same-origin' || !hasCookie;
}
