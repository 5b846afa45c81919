import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Lower-case base32 of `count` random characters, 5 random bits each. */
export function randomBase32(count: number): string {
  return Array.from(randomBytes(count), (byte) => ALPHABET.charAt(byte & 31)).join('');
}

/** A new identity: 80 random bits. */
export const newId = () => randomBase32(16);

/** A new secret that is shown once: 160 random bits. */
export const newSecret = () => randomBase32(32);

/** SHA-256 of a secret of high entropy, in hex: what is stored instead of it. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');
