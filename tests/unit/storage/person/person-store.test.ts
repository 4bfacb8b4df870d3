import 'fake-indexeddb/auto';
import { set } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import { forgetDatabases, openPersonDatabase } from '../../../../src/storage/database/databases.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { openPerson, type PersonStore } from '../../../../src/storage/person/person-store.ts';
import { crashAt, freshBrowser } from '../../../fixtures/storage-faults.ts';

const emptyPerson = {
  ratings: new Map(),
  genres: [],
  skipped: new Set(),
  marks: new Map(),
  movies: new Map(),
  listSettings: defaultListSettings,
  rankedBy: 'hybrid',
  experiments: [],
  onboarded: false,
  trainingSettings: null,
  changed: new Map(),
  waiting: new Map(),
  namedLists: new Map(),
  corrections: new Map(),
  guests: new Map(),
  mappings: new Map(),
  unreadable: [],
};
const settings = {
  algorithm: 'svd' as const,
  rank: 10,
  epochs: 2,
  regularisation: 0.02,
  learningRate: 0.005,
  batches: 8,
  burnIn: 3,
  draws: 4,
  features: ['genres' as const],
  ownNoise: false,
  validationShare: 0.1,
  patience: 3,
  seed: 1,
};

beforeEach(freshBrowser);

describe.each([
  ['a database', openPersonDatabase],
  ['memory', async () => inMemoryStore()],
])('in %s', (_, open) => {
  it('is empty at first', async () => {
    expect(await (await openPerson(await open())).load()).toEqual(emptyPerson);
  });

  it('stores and removes everything', async () => {
    const store = await open();
    const person = await openPerson(store);
    await person.setRating(31, { stars: 2.5, at: 1000 });
    await person.setRating(10, { stars: 5, at: 2000 });
    await person.setRating(10, { stars: 4.5, at: 3000 });
    await person.setRating(7, { stars: 1, at: 4000 });
    await person.setRating(7, null);
    await person.setGenres(['Crime', 'Drama']);
    await person.setSkipped(1, true);
    await person.setSkipped(2, true);
    await person.setSkipped(1, false);
    await person.setMark(5, { mark: 'watchlist', at: 5000 });
    await person.setMark(6, { mark: 'seen', at: 6000 });
    await person.setMark(6, null);
    await person.rememberMovies([{ id: 31, title: 'Heat', year: 1995, genres: ['Crime'] }]);
    await person.setListSettings({ ...defaultListSettings, niche: 0.5, genres: ['War'] });
    await person.setRankedBy('userKnn');
    await person.setOnboarded(true);
    await person.setTrainingSettings(settings);
    await person.setRating(8, null, 7000);
    await person.setGenres(['Crime', 'Drama'], 8000);
    const expected = {
      ratings: new Map([
        [10, { stars: 4.5, at: 3000 }],
        [31, { stars: 2.5, at: 1000 }],
      ]),
      genres: ['Crime', 'Drama'],
      skipped: new Set([2]),
      marks: new Map([[5, { mark: 'watchlist', at: 5000 }]]),
      movies: new Map([[31, { id: 31, title: 'Heat', year: 1995, genres: ['Crime'] }]]),
      listSettings: { ...defaultListSettings, niche: 0.5, genres: ['War'] },
      rankedBy: 'userKnn',
      experiments: [],
      onboarded: true,
      trainingSettings: settings,
      changed: new Map([
        ['rating 8', 7000],
        ['genres', 8000],
      ]),
      waiting: new Map(),
      namedLists: new Map(),
      corrections: new Map(),
      guests: new Map(),
      mappings: new Map(),
      unreadable: [],
    };
    expect(await (await openPerson(store)).load()).toEqual(expected);
    await person.clear();
    expect(await person.load()).toEqual(emptyPerson);
    await person.setOnboarded(true);
    expect((await (await openPerson(store)).load()).onboarded).toBe(true);
  });
});

it('merges the ratings of two tabs', async () => {
  const [one, other] = [await openPerson(), await openPerson()];
  await Promise.all([
    ...[1, 2, 3].map((id) => one.setRating(id, { stars: 3, at: id })),
    ...[4, 5, 6].map((id) => other.setRating(id, { stars: 4, at: id })),
  ]);
  expect([...(await one.load()).ratings.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

it('fills in defaults for settings of an earlier version, and passes over unreadable ones', async () => {
  const use = await openPersonDatabase();
  const person = await openPerson(use);
  const { burnIn: _, draws: __, features: ___, ownNoise: ____, ...old } = settings;
  const { burnIn, draws, features, ownNoise } = defaultTraining;
  await set('trainingSettings', old, use);
  expect((await person.load()).trainingSettings).toEqual({ ...old, burnIn, draws, features, ownNoise });
  await set('trainingSettings', null, use);
  expect(await person.load()).toMatchObject({ trainingSettings: null, unreadable: [] });
  for (const bad of [
    { ...settings, algorithm: 'constructor' },
    { ...settings, features: ['toString'] },
    { ...settings, rank: Number.NaN },
    { ...settings, ownNoise: 1 },
  ]) {
    await set('trainingSettings', bad, use);
    expect(await person.load()).toMatchObject({
      trainingSettings: null,
      unreadable: ['"trainingSettings"'],
    });
  }
});

it('fills in defaults for list settings of an earlier version', async () => {
  const use = await openPersonDatabase();
  await set('wishes', { niche: 0.5, from: 1950 }, use);
  const { listSettings, unreadable } = await (await openPerson(use)).load();
  expect(listSettings).toEqual({ ...defaultListSettings, niche: 0.5, from: 1950 });
  expect(unreadable).toEqual([]);
});

it('passes over unreadable records and names them', async () => {
  const use = await openPersonDatabase();
  const person = await openPerson(use);
  await person.setRating(1, { stars: 4, at: 1 });
  const bad: [IDBValidKey, unknown][] = [
    [['rating', 2], { stars: 11, at: 1 }],
    [['rating', 3], { stars: Number.NaN, at: 1 }],
    [['rating', 4], { stars: 4.25, at: 1 }],
    [['rating', 5], 'four'],
    [['mark', 8], { mark: 'toString', at: 1 }],
    [['mark', 9], { mark: 'seen' }],
    ['listSettings', { niche: 2 }],
    [['rating', 6], { stars: 3 }],
    [['rating', -7], { stars: 3, at: 1 }],
    [['rating', 'x'], { stars: 3, at: 1 }],
    [['skipped', 8], 'yes'],
    ['genres', [1]],
    ['wishes', []],
    ['rankedBy', 'toString'],
    [['film', 7], { title: 'Heat', year: '1995', genres: [] }],
    ['onboarded', 1],
    ['trainingSettings', { algorithm: 'svd' }],
    ['unheard-of', 1],
  ];
  for (const [key, value] of bad) await set(key, value, use);
  const loaded = await person.load();
  expect(loaded).toMatchObject({
    ...emptyPerson,
    ratings: new Map([[1, { stars: 4, at: 1 }]]),
    unreadable: {},
  });
  expect([...loaded.unreadable].sort()).toEqual(bad.map(([key]) => JSON.stringify(key)).sort());
});

it.each([true, false])(
  'has every acknowledged change after a crash at any operation (operation lost: %s)',
  async (before) => {
    const changes: ((person: PersonStore) => Promise<void>)[] = [
      (person) => person.setRating(1, { stars: 1, at: 1 }),
      (person) => person.setRating(2, { stars: 2, at: 2 }),
      (person) => person.setSkipped(3, true),
      (person) => person.setRating(1, { stars: 5, at: 3 }),
      (person) => person.setRating(2, null),
      (person) => person.setGenres(['War']),
    ];
    for (let n = 1; n <= changes.length; n++) {
      freshBrowser();
      const faulty = await openPerson(crashAt(n, before, await openPersonDatabase()).use);
      const model = await openPerson(inMemoryStore());
      let unacknowledged: ((person: PersonStore) => Promise<void>) | null = null;
      for (const change of changes) {
        const isDone = await change(faulty).then(
          () => true,
          () => false,
        );
        if (isDone) await change(model);
        else unacknowledged ??= change;
      }
      const without = await model.load();
      await unacknowledged?.(model);
      const withIt = await model.load();
      expect([without, withIt]).toContainEqual(await (await openPerson()).load());
    }
  },
);

it('begins anew in every tab after everything was deleted', async () => {
  const person = await openPerson();
  await person.setRating(1, { stars: 1, at: 1 });
  await forgetDatabases();
  await person.setRating(2, { stars: 2, at: 2 });
  expect([...(await (await openPerson()).load()).ratings.keys()]).toEqual([2]);
});

it('undoes a write that throws, in memory too', async () => {
  const use = inMemoryStore();
  const failed = use('readwrite', (store) => {
    store.put(true, 'onboarded');
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  expect(await (await openPerson(use)).load()).toEqual(emptyPerson);
});
