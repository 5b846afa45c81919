import { zoneOffsetMinutes } from '../../words/time.js';

const MINUTE = 60_000;

/** A moment as `<input type="datetime-local">` wants it, on the clocks of `timeZone`. */
export function toLocal(atMs: number, timeZone: string): string {
  return new Date(atMs + zoneOffsetMinutes(timeZone, atMs) * MINUTE).toISOString().slice(0, 16);
}

/**
 * The moment at which the clocks of `timeZone` show `local` (`2026-11-24T17:30`); null when it is none.
 * An hour that the clocks skip is taken as the one after it; one that comes twice is the first.
 */
export function fromLocal(local: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  const before = zoneOffsetMinutes(timeZone, asUtc - 24 * 60 * MINUTE) * MINUTE;
  const after = zoneOffsetMinutes(timeZone, asUtc + 24 * 60 * MINUTE) * MINUTE;
  const fits = [asUtc - before, asUtc - after].filter(
    (atMs) => atMs + zoneOffsetMinutes(timeZone, atMs) * MINUTE === asUtc,
  );
  return fits.length > 0 ? Math.min(...fits) : asUtc - before;
}
