import { expect, test } from 'vitest';
import { mayChange, mayUpgrade } from './origin.rules.js';

const known = ['https://lectern.example'];
const nothing = { origin: undefined, fetchSite: undefined, hasCookie: false, hasTicket: false };
const ours = { ...nothing, origin: 'https://lectern.example' };
const theirs = { ...nothing, origin: 'https://evil.example' };

test('an upgrade needs a known Origin, or a ticket and no cookie', () => {
  expect(mayUpgrade(ours, known)).toBe(true);
  expect(mayUpgrade({ ...ours, hasCookie: true }, known)).toBe(true);
  expect(mayUpgrade({ ...nothing, hasTicket: true }, known)).toBe(true);
  expect(mayUpgrade(nothing, known)).toBe(false);
  expect(mayUpgrade({ ...nothing, hasTicket: true, hasCookie: true }, known)).toBe(false);
  expect(mayUpgrade({ ...theirs, hasTicket: true }, known)).toBe(false);
});

test('a change needs a page of ours, or a machine without a cookie', () => {
  expect(mayChange({ ...ours, hasCookie: true }, known)).toBe(true);
  expect(mayChange({ ...nothing, fetchSite: 'same-origin', hasCookie: true }, known)).toBe(true);
  expect(mayChange(nothing, known)).toBe(true);
  expect(mayChange({ ...nothing, hasCookie: true }, known)).toBe(false);
  expect(mayChange({ ...nothing, fetchSite: 'none', hasCookie: true }, known)).toBe(false);
  expect(mayChange({ ...ours, fetchSite: 'cross-site' }, known)).toBe(false);
  expect(mayChange({ ...ours, fetchSite: 'same-site' }, known)).toBe(false);
  expect(mayChange(theirs, known)).toBe(false);
});
