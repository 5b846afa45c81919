import { readFileSync, writeFileSync } from 'node:fs';
import { type LockedPackages, missingPlatforms } from './platforms.ts';

// A registry that mirrors only some platforms' binaries leaves the others out of the lock file, and then `npm ci`
// calls the lock file incomplete on every platform. This names them again: `node scripts/lock/complete.ts`.

const FILE = 'package-lock.json';
const lock: { packages: LockedPackages } = JSON.parse(readFileSync(FILE, 'utf8'));

const missing = missingPlatforms(lock.packages);
const inOrder = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) =>
  a.localeCompare(b, 'en'),
);
writeFileSync(
  FILE,
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(inOrder) }, null, 2)}\n`,
);
console.log(
  `${inOrder.length - Object.keys(lock.packages).length} platform packages added to ${FILE}.`,
);
