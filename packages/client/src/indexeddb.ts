import { memoryStorage, type ClientStorage } from './storage.js';

const STORE = 'kept';

/** openStorage keeps values in IndexedDB, or in memory where the browser allows none (private windows). */
export async function openStorage(name = 'lectern'): Promise<ClientStorage> {
  if (typeof indexedDB === 'undefined') return memoryStorage();
  try {
    return over(await openDatabase(name));
  } catch {
    return memoryStorage();
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

function over(database: IDBDatabase): ClientStorage {
  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
  return {
    list: (prefix) =>
      settled(store('readonly').getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
    put: async (key, value) => void (await settled(store('readwrite').put(value, key))),
    delete: (key) => settled(store('readwrite').delete(key)),
  };
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser could not store it.'));
  });
}
