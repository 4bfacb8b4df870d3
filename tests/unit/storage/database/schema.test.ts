import 'fake-indexeddb/auto';
import { entries, get, promisifyRequest, set } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import { openDataDatabase, openPersonDatabase } from '../../../../src/storage/database/databases.ts';
import { openStore } from '../../../../src/storage/database/open-store.ts';
import { type Migration, SCHEMA_KEY, withSchema } from '../../../../src/storage/database/schema.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

const addOne: Migration = async (store) => {
  const n: number = await promisifyRequest(store.get('n'));
  store.put(n + 1, 'n');
};
const timesTen: Migration = async (store) => {
  const n: number = await promisifyRequest(store.get('n'));
  store.put(n * 10, 'n');
};

beforeEach(freshBrowser);

it('marks a new database with the newest version', async () => {
  const { use } = await openStore('t');
  await withSchema(use, [addOne, timesTen]);
  expect(await get(SCHEMA_KEY, use)).toBe(3);
});

it('runs only the missing migrations, in order', async () => {
  const { use } = await openStore('t');
  await set('n', 1, await withSchema(use, []));
  await withSchema(use, [addOne, timesTen]);
  expect(await get('n', use)).toBe(20);
  await withSchema(use, [addOne, timesTen]);
  expect(await get('n', use)).toBe(20);
});

it('keeps the old data when a migration fails', async () => {
  const { use } = await openStore('t');
  await set('n', 1, await withSchema(use, []));
  const failing: Migration = async () => {
    throw new Error('interrupted');
  };
  await expect(withSchema(use, [addOne, failing])).rejects.toMatchObject({ code: 'storage-broken' });
  expect(await get('n', use)).toBe(1);
  expect(await get(SCHEMA_KEY, use)).toBe(1);
});

it.each([
  ['matinee-person', openPersonDatabase],
  ['matinee-data', openDataDatabase],
])('rejects %s of a newer version and writes nothing', async (name, open) => {
  await open();
  const { use } = await openStore(name);
  await set(SCHEMA_KEY, 2, use);
  await set('future', { any: 'thing' }, use);
  const before = await entries(use);
  await expect(open()).rejects.toMatchObject({ code: 'storage-newer' });
  expect(await entries(use)).toEqual(before);
});

it('stops writing after another tab has migrated to a newer version', async () => {
  const person = await openPerson();
  const { use } = await openStore('matinee-person');
  await set(SCHEMA_KEY, 2, use);
  await expect(person.setRating(1, { stars: 4, at: 1 })).rejects.toMatchObject({ code: 'storage-newer' });
  expect((await person.load()).ratings.size).toBe(0);
});

it('rejects a database with records but without a version', async () => {
  const { use } = await openStore('matinee-person');
  await set(['rating', 1], { stars: 4, at: 1 }, use);
  await expect(openPersonDatabase()).rejects.toMatchObject({ code: 'storage-broken' });
});
