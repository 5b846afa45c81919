import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureSecretFile, readSecretFile } from './secret.js';

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'lectern-secret-')), 'secret');
});
afterEach(() => rmSync(join(file, '..'), { recursive: true, force: true }));

it('is made once, for its owner alone', () => {
  const secret = ensureSecretFile(file);
  expect(secret).toHaveLength(64);
  expect(ensureSecretFile(file)).toEqual(secret);
  expect(readSecretFile(file)).toEqual(secret);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('is refused when it is short or missing, and never shown', () => {
  expect(() => readSecretFile(file)).toThrow(`The secret file ${file} cannot be read`);
  writeFileSync(file, ' too short \n');
  expect(() => readSecretFile(file)).toThrow(
    `The secret in ${file} has 9 characters; it needs 32.`,
  );
});
