import 'fake-indexeddb/auto';
import { entries, get, set } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { openPersonDatabase } from '../../../../src/storage/database/databases.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { noChange } from '../../../../src/storage/person/person-transaction.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

beforeEach(freshBrowser);

/** Keys of what was set aside, without the time. */
async function asideIn(use: Awaited<ReturnType<typeof openPersonDatabase>>) {
  const stored = await entries<IDBValidKey, unknown>(use);
  return stored.flatMap(([key, value]) =>
    Array.isArray(key) && key[0] === 'setAside' ? [{ key: key.slice(2), value }] : [],
  );
}

describe('a damaged record', () => {
  it('is noticed by its checksum, set aside and named, and the rest opens', async () => {
    const use = await openPersonDatabase();
    const person = await openPerson(use);
    await person.setRating(1, { stars: 4, at: 1 });
    await person.setRating(2, { stars: 3, at: 2 });
    await person.setMark(3, { mark: 'seen', at: 3 });
    const written = await get<{ stars: number; at: number; sum: number }>(['rating', 2], use);
    // A rating that makes sense, and was never given.
    await set(['rating', 2], { ...written, stars: 3.5 }, use);
    const loaded = await (await openPerson(use)).load();
    expect([...loaded.ratings.keys()]).toEqual([1]);
    expect(loaded.marks.size).toBe(1);
    expect(loaded.unreadable).toEqual(['["rating",2]']);
    expect(await asideIn(use)).toEqual([{ key: ['rating', 2], value: { ...written, stars: 3.5 } }]);
    // Said once, and no later rating takes its place.
    const next = await openPerson(use);
    expect((await next.load()).unreadable).toEqual([]);
    await next.setRating(2, { stars: 5, at: 4 });
    expect((await (await openPerson(use)).load()).ratings.get(2)).toEqual({ stars: 5, at: 4 });
    expect(await asideIn(use)).toHaveLength(1);
  });

  it.each([
    ['a rating', ['rating', 2], 'four'],
    ['a setting', 'genres', [1]],
    ['a title', ['film', 2], { title: 5 }],
  ])('is set aside where it makes no sense: %s', async (_, key, value) => {
    const use = await openPersonDatabase();
    await (await openPerson(use)).setRating(1, { stars: 4, at: 1 });
    await set(key, value, use);
    const loaded = await (await openPerson(use)).load();
    expect(loaded.unreadable).toEqual([JSON.stringify(key)]);
    expect(loaded.ratings.size).toBe(1);
    expect(await asideIn(use)).toEqual([{ key: [key].flat(), value }]);
  });

  it('comes back once a version can read it, unless something new is in its place', async () => {
    const use = await openPersonDatabase();
    const sound = { stars: 4, at: 1 };
    await set(['setAside', 5, 'rating', 2], sound, use);
    await set(['setAside', 5, 'rating', 3], sound, use);
    await set(['setAside', 5, 'genres'], ['War'], use);
    const person = await openPerson(use);
    await person.setRating(3, { stars: 1, at: 9 });
    const loaded = await person.load();
    expect(loaded.ratings.get(2)).toEqual(sound);
    expect(loaded.ratings.get(3)).toEqual({ stars: 1, at: 9 });
    expect(loaded.genres).toEqual(['War']);
    expect(loaded.unreadable).toEqual([]);
    expect(await asideIn(use)).toEqual([{ key: ['rating', 3], value: sound }]);
    expect(await get(['rating', 2], use)).toEqual(sound);
    expect(await get('genres', use)).toEqual(['War']);
  });
});

it('a record of a later version is named and stays where it is', async () => {
  const use = await openPersonDatabase();
  await set(['invented later', 1], { a: 1 }, use);
  expect((await (await openPerson(use)).load()).unreadable).toEqual(['["invented later",1]']);
  expect(await get(['invented later', 1], use)).toEqual({ a: 1 });
});

it('records of an earlier version have no checksum and are read', async () => {
  const use = await openPersonDatabase();
  await set(['rating', 1], { stars: 4, at: 1 }, use);
  const loaded = await (await openPerson(use)).load();
  expect([loaded.ratings.size, loaded.unreadable.length]).toEqual([1, 0]);
});

it('where nothing can be written, a damaged record stays and is named at every visit', async () => {
  const use = await openPersonDatabase();
  await set(['rating', 1], 'four', use);
  const readOnly: typeof use = (mode, callback) =>
    mode === 'readonly' ? use(mode, callback) : Promise.reject(new Error('full'));
  for (let visit = 0; visit < 2; visit++)
    expect((await (await openPerson(readOnly)).load()).unreadable).toEqual(['["rating",1]']);
  expect(await get(['rating', 1], use)).toBe('four');
});

it('a change of many records and its undo keep the checksums right', async () => {
  const person = await openPerson();
  await person.setRating(1, { stars: 2, at: 1 });
  const undo = await person.change({
    ...noChange,
    ratings: new Map([
      [1, { stars: 5, at: 2 }],
      [2, { stars: 4, at: 2 }],
    ]),
    movies: [{ id: 2, title: 'Heat', year: 1995, genres: [] }],
  });
  expect((await person.load()).unreadable).toEqual([]);
  await person.takeBack(undo);
  const loaded = await (await openPerson()).load();
  expect(loaded.unreadable).toEqual([]);
  expect([...loaded.ratings]).toEqual([[1, { stars: 2, at: 1 }]]);
});
