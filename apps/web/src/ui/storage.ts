type KeyValue = Pick<Storage, 'getItem' | 'setItem'>;

/** What the browser keeps for this site; a memory of this page where it keeps nothing. */
export function browserStorage(): KeyValue {
  try {
    return localStorage;
  } catch (error) {
    console.info(
      'This browser keeps nothing for this site; choices last until the page is closed.',
      error,
    );
    const values = new Map<string, string>();
    return {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
    };
  }
}

export const kept = browserStorage();
