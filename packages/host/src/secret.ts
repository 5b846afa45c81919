import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The fewest characters a secret may have: 128 bits in hexadecimal. */
const MIN_LENGTH = 32;

/** Reads a secret from a file (spaces and line ends around it do not count), or throws a sentence that says what is wrong. */
export function readSecretFile(path: string): Buffer {
  const secret = Buffer.from(readText(path).trim());
  if (secret.length < MIN_LENGTH)
    throw new Error(
      `The secret in ${path} has ${secret.length} characters; it needs ${MIN_LENGTH}.`,
    );
  return secret;
}

/** Reads the secret, after making one of 256 random bits (mode 0600) when the file is missing. */
export function ensureSecretFile(path: string): Buffer {
  if (!existsSync(path)) createSecret(path);
  return readSecretFile(path);
}

function createSecret(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    // A link, not a rename: of two that start together, the first one's secret stays.
    linkSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The secret file ${path} cannot be read: ${reason}`, { cause: error });
  }
}
