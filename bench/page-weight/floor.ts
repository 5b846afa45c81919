import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const entry = `
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
createRoot(document.body).render(createElement('p', null, 'Hello'));
`;

/** Bytes (gzip) of the smallest page that React can draw, bundled by the product's own tool. */
export async function reactFloor(): Promise<number> {
  const folder = join(import.meta.dirname, '../../.cache/bench/floor');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'floor.js'), entry);
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: join(folder, 'floor.js') },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const code = outputs.flatMap((output) =>
    'output' in output
      ? output.output.flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.code] : []))
      : [],
  );
  return gzipSync(code.join('\n'), { level: 9 }).length;
}
