import { createContext, useContext } from 'react';
import { en, type Words } from './en.js';
import { regionalLocale, type Language } from './language.js';

const Context = createContext<Words>(en);
export const WordsProvider = Context.Provider;

/** The words of the reader's language. */
export const useWords = (): Words => useContext(Context);

/** Fetches the words of a language, with dates and numbers as the reader's region writes them. */
export async function loadWords(language: Language, wanted: readonly string[]): Promise<Words> {
  return { ...(await wordsIn(language)), locale: regionalLocale(language, wanted) };
}

async function wordsIn(language: Language): Promise<Words> {
  switch (language) {
    case 'de':
      return (await import('./de.js')).de;
    case 'nl':
      return (await import('./nl.js')).nl;
    case 'en':
      return en;
  }
}
