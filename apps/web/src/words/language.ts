export const languages = { en: 'English', de: 'Deutsch', nl: 'Nederlands' } as const;
export type Language = keyof typeof languages;

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

/** The first language of the list that we speak: `de-AT` finds `de`. English when we speak none. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (isLanguage(base)) return base;
  }
  return 'en';
}

/** The reader's own form of a language: `en-GB` writes times otherwise than `en`. */
export function regionalLocale(language: Language, wanted: readonly string[]): string {
  return (
    wanted.find(
      (tag) => pickLanguage([tag]) === language && tag.toLowerCase().startsWith(language),
    ) ?? language
  );
}

const KEY = 'lectern.language';

/** What the reader chose here, else what their browser asks for. */
export function readerLanguage(
  storage: Pick<Storage, 'getItem'>,
  wanted: readonly string[],
): Language {
  const chosen = storage.getItem(KEY);
  return chosen !== null && isLanguage(chosen) ? chosen : pickLanguage(wanted);
}

/** Remembers the choice; the page shows it when it is loaded anew. */
export function chooseLanguage(language: Language, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(KEY, language);
}
