import { useWords } from '../../words/context.js';
import { pickLanguage, type Language } from '../../words/language.js';
import { de } from './de.js';
import { en, type DeskWords } from './en.js';
import { nl } from './nl.js';

const languages: Record<Language, DeskWords> = { en, de, nl };

/** The organizer's words, in the reader's language. */
export function useDeskWords(): DeskWords {
  return languages[pickLanguage([useWords().locale])];
}
