import type { Pool } from 'pg';
import { hashSecret, newSecret } from '../ids.js';

/** How long the link can be used, in ms. */
const LIFE_MS = 3_600_000;

/** Makes a link that gives the organizer's role, once, within an hour. Only its hash is stored. */
export async function organizerLink(
  pool: Pool,
  origin: string,
): Promise<{ url: string; expiresMs: number }> {
  const token = newSecret();
  const expiresMs = Date.now() + LIFE_MS;
  await pool.query('DELETE FROM claim_link WHERE expires_at < now()');
  await pool.query('INSERT INTO claim_link (hash, role, expires_at) VALUES ($1, $2, $3)', [
    hashSecret(token),
    'organizer',
    new Date(expiresMs),
  ]);
  return { url: `${origin}/o/claim#${token}`, expiresMs };
}
