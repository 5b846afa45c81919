import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The longest path that a unix socket may have (107 bytes on Linux, 103 on macOS). */
const MAX_PATH = 103;

/** The directory of PostgreSQL's socket: the data directory itself, or a short one where that path is too long. */
export function socketDirectory(dataDir: string): string {
  if (Buffer.byteLength(join(dataDir, '.s.PGSQL.5432')) <= MAX_PATH) return dataDir;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const dir = join(tmpdir(), `lectern-${name}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}
