import 'fake-indexeddb/auto';
import { clear, del, entries, get, keys, promisifyRequest, set, setMany, type UseStore } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { inMemoryStore, refusingStore } from '../../../../src/storage/database/memory-store.ts';
import { openStore } from '../../../../src/storage/database/open-store.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

beforeEach(freshBrowser);

describe.each([
  ['memory', async () => inMemoryStore()],
  ['a database', async () => (await openStore('t')).use],
] as const)('a store in %s', (_, open: () => Promise<UseStore>) => {
  it('reads what was written, changed and deleted, in the order of the keys', async () => {
    const use = await open();
    await setMany(
      [
        ['b', 2],
        ['a', { deep: [1] }],
        ['c', 3],
        [['rating', 1], 4],
      ],
      use,
    );
    await set('b', 5, use);
    await del('c', use);
    expect(await entries(use)).toEqual([
      ['a', { deep: [1] }],
      ['b', 5],
      [['rating', 1], 4],
    ]);
    expect(await get(['rating', 1], use)).toBe(4);
    expect(await get('c', use)).toBeUndefined();
    await clear(use);
    expect(await keys(use)).toEqual([]);
  });

  it('reads so many after a key, or none after the last', async () => {
    const use = await open();
    await setMany(
      ['a', 'b', 'c', 'd'].map((key) => [key, key.toUpperCase()]),
      use,
    );
    const readAfter = (key: string, count?: number) =>
      use('readonly', async (store) => [
        await promisifyRequest(store.getAllKeys(IDBKeyRange.lowerBound(key, true), count)),
        await promisifyRequest(store.getAll(IDBKeyRange.lowerBound(key, true), count)),
      ]);
    expect(await readAfter('a', 2)).toEqual([
      ['b', 'c'],
      ['B', 'C'],
    ]);
    expect(await readAfter('b')).toEqual([
      ['c', 'd'],
      ['C', 'D'],
    ]);
    expect(await readAfter('d', 2)).toEqual([[], []]);
  });

  it('keeps copies: what is changed outside is not changed here', async () => {
    const use = await open();
    const given = { list: [1] };
    await set('a', given, use);
    given.list.push(2);
    const read = await get<{ list: number[] }>('a', use);
    read?.list.push(3);
    const [[, listed]] = await entries<string, { list: number[] }>(use);
    listed.list.push(4);
    expect(await get('a', use)).toEqual({ list: [1] });
  });

  it('changes nothing where a write throws, and goes on', async () => {
    const use = await open();
    await set('a', 1, use);
    const failed = use('readwrite', async (store) => {
      store.put(2, 'a');
      await promisifyRequest(store.get('a'));
      throw new RangeError('no');
    });
    await expect(failed).rejects.toThrow();
    expect(await get('a', use)).toBe(1);
    await set('a', 3, use);
    expect(await get('a', use)).toBe(3);
  });

  it('writes one after the other: two that read and write lose nothing', async () => {
    const use = await open();
    const add = () =>
      use('readwrite', async (store) => {
        const now: unknown = await promisifyRequest(store.get('n'));
        store.put(Number(now ?? 0) + 1, 'n');
      });
    await Promise.all([add(), add(), add()]);
    expect(await get('n', use)).toBe(3);
  });
});

describe('in place of a database that does not answer', () => {
  it('a store is empty, and refuses every write', async () => {
    const use = refusingStore();
    expect(await keys(use)).toEqual([]);
    await expect(set('a', 1, use)).rejects.toMatchObject({ code: 'storage-stalled' });
    expect(await keys(use)).toEqual([]);
  });
});
