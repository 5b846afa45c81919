import { durationWords } from '../../words/time.js';

/** Lengths of time and numbers, as one language writes them. */
export const measuresOf = (locale: string) => ({
  length: (ms: number) => durationWords(locale, ms),
  number: (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
});
