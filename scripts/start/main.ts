import { join } from 'node:path';
import { build } from '../bootstrap/build.ts';

// `npm start`. What follows uses our own packages, so it is loaded after they are built.

const root = join(import.meta.dirname, '..', '..');
build(root);
const { start } = await import('./start.ts');
await start(root, process.argv.slice(2));
