import { expect, it } from 'vitest';
import { pickLanguage, readerLanguage, regionalLocale } from './language.js';

it('takes the first language it speaks', () => {
  expect(pickLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
  expect(pickLanguage(['NL'])).toBe('nl');
  expect(pickLanguage(['constructor', 'ja'])).toBe('en');
  expect(pickLanguage([])).toBe('en');
});

it('prefers what the reader chose', () => {
  expect(readerLanguage({ getItem: () => 'nl' }, ['de'])).toBe('nl');
  expect(readerLanguage({ getItem: () => 'klingon' }, ['de'])).toBe('de');
});

it('keeps the region of the language it speaks', () => {
  expect(regionalLocale('en', ['de-AT', 'en-GB', 'en'])).toBe('en-GB');
  expect(regionalLocale('de', ['en-GB'])).toBe('de');
});
