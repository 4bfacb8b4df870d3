import type { UseStore } from 'idb-keyval';
import { stalledStorage } from './storage-errors.ts';

type Entries = ReadonlyMap<string, { readonly key: IDBValidKey; readonly value: unknown }>;

/**
 * A store that lasts only as long as the tab, for a browser that denies storage. Whoever opens it must say so on the
 * page. A write that throws changes nothing, as with a database.
 */
export function inMemoryStore(): UseStore {
  let committed: Entries = new Map();
  // Transactions run one after the other, as a database runs those that write.
  let last: Promise<unknown> = Promise.resolve();

  return (mode, callback) => {
    const run = async () => {
      const transaction = new MemoryTransaction(new Map(committed));
      // Only the methods that idb-keyval and this folder call exist here.
      const result = await callback(transaction.store as unknown as IDBObjectStore);
      await transaction.completed;
      if (mode === 'readwrite') committed = transaction.entries;
      return result;
    };
    const result = last.then(run);
    last = result.catch(() => {});
    return result;
  };
}

/**
 * In place of a database that does not answer: nothing is in it, and every write is refused with 'storage-stalled', to be
 * made again once the database answers.
 */
export function refusingStore(): UseStore {
  const empty = inMemoryStore();
  return (mode, callback) =>
    mode === 'readwrite' ? Promise.reject(stalledStorage()) : empty(mode, callback);
}

/** The part of an IDBRequest that promisifyRequest uses. */
interface MemoryRequest {
  readonly result: unknown;
  onsuccess: (() => void) | null;
}

class MemoryTransaction {
  readonly completed: Promise<void>;
  oncomplete: (() => void) | null = null;
  #pending = 0;
  #complete: () => void = () => {};

  constructor(readonly entries: Map<string, { key: IDBValidKey; value: unknown }>) {
    this.completed = new Promise((resolve) => {
      this.#complete = resolve;
    });
    this.#request(null);
  }

  readonly store = {
    transaction: this,
    get: (key: IDBValidKey) => this.#request(structuredClone(this.entries.get(nameOf(key))?.value)),
    getAll: (after?: IDBKeyRange, count?: number) =>
      this.#request(this.#sorted(after, count).map(({ value }) => structuredClone(value))),
    getAllKeys: (after?: IDBKeyRange, count?: number) =>
      this.#request(this.#sorted(after, count).map(({ key }) => key)),
    put: (value: unknown, key: IDBValidKey) => {
      this.entries.set(nameOf(key), { key, value: structuredClone(value) });
      return this.#request(key);
    },
    delete: (key: IDBValidKey) => this.#request(this.entries.delete(nameOf(key))),
    clear: () => this.#request(this.entries.clear()),
  };

  /** Answers in a later task, and completes the transaction when no request is left. */
  #request(result: unknown): MemoryRequest {
    const request: MemoryRequest = { result, onsuccess: null };
    this.#pending++;
    setTimeout(() => {
      request.onsuccess?.();
      // Requests that follow from the answer are made in microtasks, so before the next task.
      setTimeout(() => {
        this.#pending--;
        if (this.#pending > 0) return;
        this.oncomplete?.();
        this.#complete();
      });
    });
    return request;
  }

  /** @param after a range that begins after a key and has no end */
  #sorted(after?: IDBKeyRange, count?: number) {
    const all = [...this.entries.values()].sort((a, b) => (nameOf(a.key) < nameOf(b.key) ? -1 : 1));
    const rest = after === undefined ? all : all.filter(({ key }) => nameOf(key) > nameOf(after.lower));
    return rest.slice(0, count);
  }
}

function nameOf(key: IDBValidKey): string {
  return JSON.stringify(key);
}
