import { IDBFactory } from 'fake-indexeddb';
import type { UseStore } from 'idb-keyval';

/** A browser without anything kept, for one test. */
export function freshBrowser(): void {
  globalThis.indexedDB = new IDBFactory();
}

export class Crash extends Error {}

/**
 * Counts the transactions of a store and lets the browser "die" at the n-th: neither it nor any later one takes place.
 * @param before whether the n-th is lost, or only its acknowledgement
 */
export function crashAt(n: number, before: boolean, use: UseStore): { use: UseStore; count(): number } {
  let count = 0;
  return {
    count: () => count,
    use: async (mode, callback) => {
      count++;
      if (count > n || (count === n && before)) throw new Crash();
      const result = await use(mode, callback);
      if (count >= n) throw new Crash();
      return result;
    },
  };
}
