import 'fake-indexeddb/auto';
import { get, keys, set } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  doesAnswer,
  forgetDatabases,
  forgetDataDatabase,
  openDataDatabase,
  openPersonDatabase,
  readPersonDatabase,
} from '../../../../src/storage/database/databases.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

beforeEach(freshBrowser);
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const names = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

/** Opens, and answers no request from then on. */
function stallRequests(): void {
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => new EventTarget() as IDBRequest);
  vi.spyOn(IDBObjectStore.prototype, 'count').mockImplementation(
    () => new EventTarget() as IDBRequest<number>,
  );
}

describe('the two databases', () => {
  it('are apart', async () => {
    const person = await openPersonDatabase();
    const data = await openDataDatabase();
    await set('a', 1, person);
    expect(await get('a', data)).toBeUndefined();
    expect(await names()).toEqual(['matinee-data', 'matinee-person']);
  });

  it('are deleted together, and what is open goes on with new ones', async () => {
    const person = await openPersonDatabase();
    await openDataDatabase();
    await set('a', 1, person);
    await forgetDatabases();
    expect(await names()).toEqual([]);
    await set('b', 2, person);
    expect(await keys(person)).toEqual(['b', 'schema']);
  });

  it('are deleted one without the other where only the data is', async () => {
    const person = await openPersonDatabase();
    await openDataDatabase();
    await set('a', 1, person);
    await forgetDataDatabase();
    expect(await names()).toEqual(['matinee-person']);
    expect(await get('a', person)).toBe(1);
  });

  it('say so where they open and answer nothing', async () => {
    const person = await openPersonDatabase();
    await set('a', 1, person);
    stallRequests();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opening = openPersonDatabase();
    const stalled = expect(opening).rejects.toMatchObject({ code: 'storage-stalled' });
    // The open itself is answered by real tasks.
    for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(4900);
    vi.advanceTimersByTime(200);
    await stalled;
  });
});

it('the person is read, whatever version wrote it, and nothing can be written', async () => {
  const person = await openPersonDatabase();
  await set('a', 1, person);
  await set('schema', 99, await readable());
  const use = await readPersonDatabase();
  expect(await get('a', use)).toBe(1);
  await expect(set('a', 2, use)).rejects.toMatchObject({ code: 'storage-broken' });
  expect(await get('a', use)).toBe(1);
});

/** The person's database without the guard of its version. */
async function readable() {
  const { openStore } = await import('../../../../src/storage/database/open-store.ts');
  return (await openStore('matinee-person')).use;
}

describe('whether a database answers', () => {
  it('is told, and the connection is closed again', async () => {
    await openPersonDatabase();
    const close = vi.spyOn(IDBDatabase.prototype, 'close');
    expect(await doesAnswer('person')).toBe(true);
    await Promise.resolve();
    expect(close).toHaveBeenCalledTimes(1);
    expect(await doesAnswer('data')).toBe(true);
    expect(await names()).toEqual(['matinee-data', 'matinee-person']);
  });

  it('is also told by one that refuses', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(await doesAnswer('person')).toBe(true);
  });

  it('is no where it opens and answers nothing', async () => {
    stallRequests();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = doesAnswer('person');
    for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(5100);
    expect(await asked).toBe(false);
  });
});
