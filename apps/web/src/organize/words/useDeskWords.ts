import { useWords } from '../../words/context.js';
import { en, type DeskWords } from './en.js';

const languages: Readonly<Record<string, DeskWords>> = { en };

/** The organizer's words, in the reader's language. */
export function useDeskWords(): DeskWords {
  return languages[useWords().locale] ?? en;
}
