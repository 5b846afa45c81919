const OFFERED = [
  'en',
  'de',
  'nl',
  'fr',
  'es',
  'it',
  'pt',
  'pl',
  'cs',
  'da',
  'sv',
  'fi',
  'uk',
  'ru',
  'tr',
  'ar',
  'zh',
  'ja',
];

/** The languages that a form offers, by their names in the reader's. */
export function spokenLanguages(locale: string): { tag: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return OFFERED.map((tag) => ({ tag, name: names.of(tag) ?? tag }));
}
