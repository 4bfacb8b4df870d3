import 'fake-indexeddb/auto';
import { clear, del, entries, get, promisifyRequest, set } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import {
  openDataDatabase,
  openPersonDatabase,
  readPersonDatabase,
} from '../../../../src/storage/database/databases.ts';
import { openStore } from '../../../../src/storage/database/open-store.ts';
import { type Migration, SCHEMA_KEY, withSchema } from '../../../../src/storage/database/schema.ts';
import { openPerson, readPerson } from '../../../../src/storage/person/person-store.ts';
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

it('tells of a database that was deleted behind its back, at the next write', async () => {
  const lost: string[] = [];
  const { use } = await openStore('t');
  const guarded = await withSchema(use, [], { onLost: () => void lost.push('t') });
  await set('a', 1, guarded);
  expect(lost).toEqual([]);
  await clear(use);
  await set('b', 2, guarded);
  expect(lost).toEqual(['t']);
  expect(await entries(use)).toEqual([
    ['b', 2],
    [SCHEMA_KEY, 1],
  ]);
});

it.each([['rubbish'], [undefined], [0]])(
  'writes the version of the person again where it is %s',
  async (found) => {
    await (await openPerson()).setRating(1, { stars: 4, at: 1 });
    const { use } = await openStore('matinee-person');
    if (found === undefined) await del(SCHEMA_KEY, use);
    else await set(SCHEMA_KEY, found, use);
    expect((await (await openPerson()).load()).ratings.get(1)?.stars).toBe(4);
    expect(await get(SCHEMA_KEY, use)).toBe(1);
  },
);

it('leaves a person alone of whom it knows neither the version nor all records, and reads what it can', async () => {
  await (await openPerson()).setRating(1, { stars: 4, at: 1 });
  const { use } = await openStore('matinee-person');
  await set(SCHEMA_KEY, 'rubbish', use);
  await set('future', 1, use);
  const before = await entries(use);
  await expect(openPerson()).rejects.toMatchObject({ code: 'storage-broken' });
  const read = await readPerson(await readPersonDatabase());
  expect([read.ratings.size, read.unreadable]).toEqual([1, ['"future"']]);
  expect(await entries(use)).toEqual(before);
});
