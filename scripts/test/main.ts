import { join } from 'node:path';
import { build } from '../bootstrap/build.ts';

// `npm test`. What follows uses our own packages, so it is loaded after they are built.

const root = join(import.meta.dirname, '..', '..');
build(root);
const { test } = await import('./test.ts');
process.exitCode = await test(root, process.argv.slice(2));
