import 'fake-indexeddb/auto';
import type { UseStore } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { noCounts } from '../../../../src/evaluation/interleaving.ts';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { openPersonDatabase } from '../../../../src/storage/database/databases.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { noChange, type PersonChange } from '../../../../src/storage/person/person-transaction.ts';
import { Crash, crashAt, freshBrowser } from '../../../fixtures/storage-faults.ts';

const change: PersonChange = {
  ratings: new Map([
    [1, { stars: 5, at: 10 }],
    [2, { stars: 0.5, at: 20 }],
  ]),
  marks: new Map([[3, { mark: 'seen', at: 30 }]]),
  skipped: new Set([4]),
  removed: [{ what: 'rating', movieId: 11 }],
  changed: new Map([
    ['rating 11', 60],
    ['waiting imdb 9', 61],
    ['genres', 62],
  ]),
  movies: [{ id: 8, title: 'Elsewhere', year: 2001, genres: [] }],
  waiting: new Map([
    [
      'imdb 7',
      {
        titles: ['Not Here'],
        year: 2025,
        movieId: null,
        imdb: 7,
        tmdb: null,
        rows: [{ opinion: { kind: 'rating', stars: 4 }, at: 40, isCurrent: true }],
      },
    ],
  ]),
  namedLists: new Map([['rainy', { movieIds: [1, 2], at: 50 }]]),
  corrections: new Map([['title x 1999', 6]]),
  guests: new Map([['g', { name: 'Ann', ratings: [{ movieId: 1, rating: 4.5 }], seen: [2], at: 60 }]]),
  mappings: new Map([
    [
      '["film","stars"]',
      {
        columns: { title: 0, year: null, imdb: null, tmdb: null, rating: 1, date: null },
        scale: 5,
        dateOrder: null,
        unrated: 'seen',
      },
    ],
  ]),
  experiments: [
    {
      id: 5,
      a: 'hybrid',
      b: 'userKnn',
      stoppedAt: 9,
      folded: noCounts,
      lists: [{ id: 'x', at: 6, seed: 7, movies: [] }],
    },
  ],
  genres: ['War'],
  listSettings: { ...defaultListSettings, niche: 1 },
  rankedBy: 'ials',
  trainingSettings: defaultTraining,
  onboarded: true,
};
const small: PersonChange = {
  ...change,
  skipped: new Set<number>(),
  movies: [],
  experiments: [],
  genres: null,
  listSettings: null,
  rankedBy: null,
  trainingSettings: null,
  onboarded: null,
};

/** More than a turn of the event loop stores. */
const manyRatings: PersonChange = {
  ...noChange,
  ratings: new Map(Array.from({ length: 1300 }, (_, n) => [n + 1, { stars: 4, at: n + 2 }])),
};

function giveUp() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason?: unknown) => controller.abort(reason) };
}

beforeEach(freshBrowser);

describe.each([
  ['a database', openPersonDatabase],
  ['memory', async () => inMemoryStore()],
])('in %s', (_, open) => {
  it('stores everything at once, and takes all of it back', async () => {
    const person = await openPerson(await open());
    await person.setRating(1, { stars: 1, at: 1 });
    await person.setRating(9, { stars: 4, at: 2 });
    await person.setRating(11, { stars: 2, at: 2 });
    await person.setMark(3, { mark: 'watchlist', at: 3 });
    await person.setGenres(['Drama']);
    const before = await person.load();
    const undo = await person.change(change);
    const after = await person.load();
    const { ratings, marks, movies, removed: _, ...rest } = change;
    expect(after).toEqual({
      ...rest,
      ratings: new Map([...ratings, [9, { stars: 4, at: 2 }]]),
      marks,
      movies: new Map(movies.map((movie) => [movie.id, movie])),
      unreadable: [],
    });
    await person.takeBack(undo);
    expect(await person.load()).toEqual(before);
  });

  it('stores more than fits between two turns of the event loop, and takes all of it back', async () => {
    const person = await openPerson(await open());
    await person.setRating(700, { stars: 1, at: 1 });
    const before = await person.load();
    const undo = await person.change(manyRatings);
    expect((await person.load()).ratings).toEqual(manyRatings.ratings);
    await person.takeBack(undo);
    expect(await person.load()).toEqual(before);
  });

  it.each([1, 600, 1300])('leaves what was there when it is given up at record %i', async (n) => {
    const use = await open();
    const person = await openPerson(use);
    await person.setRating(700, { stars: 1, at: 1 });
    const before = await person.load();
    const { signal, abort } = giveUp();
    const reason = new DOMException('enough', 'AbortError');
    const given = await openPerson(actAt(n, () => abort(reason), use));
    await expect(given.change(manyRatings, signal)).rejects.toBe(reason);
    expect(await person.load()).toEqual(before);
  });

  it('stays where it was complete before it was given up', async () => {
    const person = await openPerson(await open());
    const { signal, abort } = giveUp();
    await person.change(manyRatings, signal);
    abort();
    expect((await person.load()).ratings.size).toBe(1300);
  });

  it('leaves what it does not name, and what was changed later', async () => {
    const person = await openPerson(await open());
    await person.setGenres(['Drama']);
    const undo = await person.change(small);
    expect(await person.load()).toMatchObject({ genres: ['Drama'], onboarded: false, rankedBy: 'hybrid' });
    await person.setRating(1, { stars: 3, at: 99 });
    await person.setMark(3, null);
    await person.takeBack(undo);
    expect(await person.load()).toMatchObject({
      ratings: new Map([[1, { stars: 3, at: 99 }]]),
      marks: new Map(),
    });
  });
});

it('stores nothing where one of the values cannot be stored', async () => {
  const person = await openPerson();
  const broken: PersonChange = {
    ...change,
    listSettings: { ...defaultListSettings, genres: [(() => '') as unknown as string] },
  };
  await expect(person.change(broken)).rejects.toThrow();
  expect((await person.load()).ratings.size).toBe(0);
});

/** A database that does something at the n-th record that a transaction writes. */
function actAt(n: number, act: () => void, use: UseStore): UseStore {
  return (mode, callback) =>
    use(mode, (store) => {
      let count = 0;
      const put = (value: unknown, key?: IDBValidKey) => {
        count++;
        if (count === n) act();
        return store.put(value, key);
      };
      return callback(
        new Proxy(store, {
          get(target, name) {
            if (name === 'put') return put;
            const value: unknown = Reflect.get(target, name);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        }),
      );
    });
}

/** A database whose disk is full at the n-th record. */
const fullAt = (n: number, use: UseStore): UseStore =>
  actAt(
    n,
    () => {
      throw new DOMException('', 'QuotaExceededError');
    },
    use,
  );

it('stores all or nothing, whichever record the disk has no room for', async () => {
  for (let n = 1; n <= 12; n++) {
    freshBrowser();
    const person = await openPerson(await openPersonDatabase());
    await person.setRating(1, { stars: 1, at: 1 });
    const before = await person.load();
    const full = await openPerson(fullAt(n, await openPersonDatabase()));
    await expect(full.change(change)).rejects.toMatchObject({ code: 'storage-full' });
    expect(await person.load()).toEqual(before);
  }
});

it.each([true, false])(
  'is stored completely or not at all after a crash (operation lost: %s)',
  async (before) => {
    const sound = await openPerson();
    const was = await sound.load();
    const dying = crashAt(1, before, await openPersonDatabase());
    await expect((await openPerson(dying.use)).change(change)).rejects.toBeInstanceOf(Crash);
    const is = await sound.load();
    if (before) expect(is).toEqual(was);
    else expect([is.ratings.size, is.marks.size, is.experiments.length]).toEqual([2, 1, 1]);
  },
);
