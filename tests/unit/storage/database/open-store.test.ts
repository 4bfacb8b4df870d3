import 'fake-indexeddb/auto';
import { get, keys, promisifyRequest, set, setMany, update } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteStore, openStore } from '../../../../src/storage/database/open-store.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

beforeEach(freshBrowser);
afterEach(() => vi.restoreAllMocks());

/** Collects the connections that are opened from now on. */
function watchConnections(): IDBDatabase[] {
  const opened: IDBDatabase[] = [];
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    const request = open(name, version);
    request.addEventListener('success', () => opened.push(request.result));
    return request;
  });
  return opened;
}

describe('a write', () => {
  it('requests strict durability', async () => {
    const [connection] = await openAndWatch();
    const transaction = vi.spyOn(connection.database, 'transaction');
    await set('a', 1, connection.use);
    expect(transaction).toHaveBeenCalledWith('keyval', 'readwrite', { durability: 'strict' });
  });

  it('commits nothing when a value cannot be cloned', async () => {
    const { use } = await openStore('t');
    const entries: [string, unknown][] = [
      ['a', 1],
      ['b', () => {}],
    ];
    await expect(setMany(entries, use)).rejects.toMatchObject({ code: 'storage-broken' });
    expect(await keys(use)).toEqual([]);
  });

  it('commits nothing when its callback throws', async () => {
    const { use } = await openStore('t');
    const failed = use('readwrite', (store) => {
      store.put(1, 'a');
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toMatchObject({ code: 'storage-broken' });
    expect(await get('a', use)).toBeUndefined();
  });

  it('is atomic with its reads', async () => {
    const { use } = await openStore('t');
    await Promise.all(Array.from({ length: 20 }, () => update<number>('n', (n) => (n ?? 0) + 1, use)));
    expect(await get('n', use)).toBe(20);
  });

  it('reports a full disk, even if only the abort reveals it', async () => {
    const { use } = await openStore('t');
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      const request = put.call(this, value, key);
      const { transaction } = this;
      request.addEventListener('success', () => {
        Object.defineProperty(transaction, 'error', { value: new DOMException('', 'QuotaExceededError') });
        transaction.abort();
      });
      return request;
    });
    await expect(set('a', 1, use)).rejects.toMatchObject({ code: 'storage-full' });
  });
});

describe('a connection', () => {
  it('is opened again once after the browser closed it', async () => {
    const opened = watchConnections();
    const { use } = await openStore('t');
    await set('a', 1, use);
    opened[0].close();
    expect(await get('a', use)).toBe(1);
    expect(opened).toHaveLength(2);
  });

  it('that the browser closes in the middle of a write is opened again, and the write is made once', async () => {
    const opened = watchConnections();
    const { use } = await openStore('t');
    let isFirst = true;
    const written = use('readwrite', async (store) => {
      store.put(1, 'a');
      const read = promisifyRequest(store.get('b'));
      if (isFirst) {
        isFirst = false;
        // What a browser does that deletes site data: the transaction ends without a reason, and so does the connection.
        store.transaction.abort();
        opened[0].close();
      }
      return read;
    });
    await expect(written).resolves.toBeUndefined();
    expect(await get('a', use)).toBe(1);
    expect(opened).toHaveLength(2);
  });

  it('that cannot be opened again is a Problem, not an endless loop', async () => {
    const opened = watchConnections();
    const { use } = await openStore('t');
    vi.spyOn(Object.getPrototypeOf(opened[0]), 'transaction').mockImplementation(() => {
      throw new DOMException('closing', 'InvalidStateError');
    });
    await expect(get('a', use)).rejects.toMatchObject({ code: 'storage-broken' });
    expect(opened).toHaveLength(2);
  });

  it('closes when another tab deletes everything', async () => {
    const { use } = await openStore('t');
    await set('a', 1, use);
    await deleteStore('t');
    expect(await get('a', use)).toBeUndefined();
  });

  it('opens again after it was closed', async () => {
    const store = await openStore('t');
    await set('a', 1, store.use);
    store.close();
    expect(await get('a', store.use)).toBe(1);
  });
});

describe('opening', () => {
  it('gives up after a time limit', async () => {
    vi.spyOn(indexedDB, 'open').mockReturnValue({} as IDBOpenDBRequest);
    await expect(openStore('t', 5)).rejects.toMatchObject({ code: 'storage-stalled' });
  });

  it('distinguishes denied from broken storage', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    const refuse = (name: string) => {
      open.mockImplementation(() => {
        throw new DOMException('', name);
      });
      return openStore('t');
    };
    await expect(refuse('SecurityError')).rejects.toMatchObject({ code: 'storage-denied' });
    await expect(refuse('UnknownError')).rejects.toMatchObject({ code: 'storage-broken' });
  });

  it('reports a browser without storage', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expect(openStore('t')).rejects.toMatchObject({ code: 'storage-denied' });
    vi.unstubAllGlobals();
  });

  it('rejects a database that a newer build has upgraded', async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('t', 2);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await expect(openStore('t')).rejects.toMatchObject({ code: 'storage-newer' });
  });
});

async function openAndWatch() {
  const opened = watchConnections();
  const { use } = await openStore('t');
  return [{ use, database: opened[0] }] as const;
}
