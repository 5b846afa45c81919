export type Theme = 'system' | 'light' | 'dark';

const KEY = 'lectern.theme';
const isTheme = (value: string | null): value is Theme =>
  value === 'system' || value === 'light' || value === 'dark';

/** What the reader chose; `system` until they did. */
export function storedTheme(storage: Pick<Storage, 'getItem'>): Theme {
  const value = storage.getItem(KEY);
  return isTheme(value) ? value : 'system';
}

/** Shows the theme at once and remembers it. */
export function setTheme(theme: Theme, storage: Pick<Storage, 'setItem'>, root: HTMLElement): void {
  storage.setItem(KEY, theme);
  showTheme(theme, root);
}

/** Shows the theme: `system` follows the device, the others override it. */
export function showTheme(theme: Theme, root: HTMLElement): void {
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}
