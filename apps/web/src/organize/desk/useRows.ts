import { useState, type FocusEvent, type KeyboardEvent } from 'react';

export interface Rows {
  /** Goes on the list: arrows, Home and End move the focus from row to row. */
  list: { onKeyDown: (event: KeyboardEvent<HTMLElement>) => void };
  /** Goes on each row: one of them is reached by Tab, the one last used or `fallback`. */
  row: (key: number) => {
    'data-row': number;
    tabIndex: number;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
  };
}

/** A list of rows that is one stop of the Tab key. */
export function useRows(keys: readonly number[], fallback: number | undefined): Rows {
  const [current, setCurrent] = useState<number | null>(null);
  const here = current !== null && keys.includes(current) ? current : fallback;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = nextRow(event.key, keys, here);
    if (next === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus();
  };
  return {
    list: { onKeyDown },
    row: (key) => ({
      'data-row': key,
      tabIndex: key === here ? 0 : -1,
      onFocus: () => setCurrent(key),
    }),
  };
}

/** The row that a key leads to from `here`; undefined when the key does not move, or there is nowhere to go. */
export function nextRow(
  key: string,
  rows: readonly number[],
  here: number | undefined,
): number | undefined {
  const index = here === undefined ? -1 : rows.indexOf(here);
  switch (key) {
    case 'ArrowDown':
      return rows[Math.min(index + 1, rows.length - 1)];
    case 'ArrowUp':
      return rows[Math.max(index - 1, 0)];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return undefined;
  }
}
