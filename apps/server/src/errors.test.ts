import { expect, test } from 'vitest';
import { databaseRefusal, invalid, Refusal, toRefusal } from './errors.js';

const fault = (message: string, code?: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), code === undefined ? {} : { code });

test.each([
  ['a refused connection', fault('connect ECONNREFUSED', 'ECONNREFUSED'), 'unavailable'],
  ['a statement that took too long', fault('canceling statement', '57014'), 'unavailable'],
  ['a server that shuts down', fault('terminating connection', '57P01'), 'unavailable'],
  ['too many connections', fault('sorry', '53300'), 'unavailable'],
  ['a read that took too long', fault('Query read timeout'), 'unavailable'],
  ['a full disk', fault('could not extend file', '53100'), 'storage_full'],
  ['a fault inside another', fault('x', 'P0000', fault('y', 'ECONNRESET')), 'unavailable'],
  ['wrong SQL', fault('syntax error', '42601'), undefined],
  ['no error at all', 'text', undefined],
])('%s', (_what, error, code) => {
  expect(databaseRefusal(error)?.code).toBe(code);
});

test('of our own faults nothing is told, and everything noted', () => {
  const noted: unknown[] = [];
  const error = new TypeError('secret detail');
  const refusal = toRefusal(error, (one) => noted.push(one));
  expect(refusal.code).toBe('internal');
  expect(refusal.message).not.toContain('secret');
  expect(noted).toEqual([error]);
  expect(toRefusal(new Refusal('gone', 'x'), () => noted.push('no')).code).toBe('gone');
  expect(noted.length).toBe(1);
});

test('names the fields that are wrong', () => {
  const refusal = invalid([{ message: 'is wrong', path: ['a', 0, { key: 'b' }] }]);
  expect(refusal.details.fields).toEqual([{ path: 'a.0.b', message: 'is wrong' }]);
});
