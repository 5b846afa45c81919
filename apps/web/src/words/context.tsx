import { createContext, useContext } from 'react';
import { en, type Words } from './en.js';
import type { Language } from './language.js';

const Context = createContext<Words>(en);
export const WordsProvider = Context.Provider;

/** The words of the reader's language. */
export const useWords = (): Words => useContext(Context);

/** Fetches the words of a language; English is always there. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case 'de':
      return (await import('./de.js')).de;
    case 'nl':
      return (await import('./nl.js')).nl;
    case 'en':
      return en;
  }
}
