import 'fake-indexeddb/auto';
import { entries, set, setMany, type UseStore } from 'idb-keyval';
import { beforeEach, expect, it } from 'vitest';
import { noCounts } from '../../../../src/evaluation/interleaving.ts';
import { defaultListSettings } from '../../../../src/protocol/list-settings.ts';
import { defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import type { TrainingSettings } from '../../../../src/protocol/training-messages.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { openStore } from '../../../../src/storage/database/open-store.ts';
import { openPerson, readPerson } from '../../../../src/storage/person/person-store.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

beforeEach(freshBrowser);

/** What a person holds of raw records. */
async function read(...records: [IDBValidKey, unknown][]) {
  const use = inMemoryStore();
  await setMany(records, use);
  return readPerson(use);
}

const row = (opinion: unknown) => ({
  titles: ['Not Here'],
  year: 2025,
  movieId: null,
  imdb: 7,
  tmdb: null,
  rows: [{ opinion, at: 40, isCurrent: true }],
});
const mapping = (more: object = {}) => ({
  columns: { title: 0, year: null, imdb: null, tmdb: null, rating: 1, date: null },
  scale: 5,
  dateOrder: null,
  unrated: 'seen',
  ...more,
});

it('stores records under the names that the first version gave them', async () => {
  const use: UseStore = inMemoryStore();
  const person = await openPerson(use);
  await person.setRating(1, { stars: 4, at: 10 }, 10);
  await person.setRating(2, null, 20);
  await person.setMark(3, { mark: 'liked', at: 30 }, 30);
  await person.setMark(4, null, 40);
  await person.setMark(5, { mark: 'notInterested', at: 50 });
  await person.setGenres(['War'], 60);
  await person.setListSettings(defaultListSettings, 70);
  await person.setRankedBy('ease');
  await person.setOnboarded(true);
  await person.setTrainingSettings(null);
  const stored = new Map((await entries(use)).map(([key, value]) => [JSON.stringify(key), value]));
  expect(Object.fromEntries(stored)).toEqual({
    '["rating",1]': { stars: 4, at: 10, sum: expect.any(Number) },
    '["changed","rating",2]': 20,
    '["mark",3]': { mark: 'liked', at: 30, sum: expect.any(Number) },
    '["changed","mark",4]': 40,
    '["mark",5]': { mark: 'notInterested', at: 50, sum: expect.any(Number) },
    '"genres"': ['War'],
    '["changed","genres"]': 60,
    '"wishes"': { ...defaultListSettings, sum: expect.any(Number) },
    '["changed","listSettings"]': 70,
    '"rankedBy"': 'ease',
    '"onboarded"': true,
    '"trainingSettings"': null,
  });
  const { changed, unreadable, marks } = await person.load();
  expect(changed).toEqual(
    new Map([
      ['rating 2', 20],
      ['mark 4', 40],
      ['genres', 60],
      ['listSettings', 70],
    ]),
  );
  expect([...marks.values()].map(({ mark }) => mark)).toEqual(['liked', 'notInterested']);
  expect(unreadable).toEqual([]);
});

it('reads every opinion, order of dates and group of features that can be stored', async () => {
  const opinions = [
    { kind: 'rating', stars: 4 },
    { kind: 'listed', list: 'rainy' },
    ...['liked', 'seen', 'watchlist', 'notInterested', 'skipped'].map((kind) => ({ kind })),
  ];
  const waiting = await read(
    ...opinions.map((one, n): [IDBValidKey, unknown] => [['waiting', `imdb ${n}`], row(one)]),
  );
  expect(waiting.unreadable).toEqual([]);
  expect([...waiting.waiting.values()].map(({ rows }) => rows[0].opinion)).toEqual(opinions);

  const mappings = [
    mapping({ dateOrder: 'dayFirst' }),
    mapping({ dateOrder: 'monthFirst', unrated: 'watchlist' }),
    mapping(),
  ];
  const mapped = await read(...mappings.map((one, n): [IDBValidKey, unknown] => [['mapping', `${n}`], one]));
  expect([...mapped.mappings.values()]).toEqual(mappings);

  const features: TrainingSettings['features'] = [
    'genres',
    'decades',
    'directors',
    'cast',
    'languages',
    'countries',
    'favourites',
    'raters',
    'statistics',
    'attributes',
    'dates',
    ...defaultTraining.features,
  ];
  for (const algorithm of ['svd', 'als', 'bayes'] as const) {
    const settings = { ...defaultTraining, algorithm, features };
    expect((await read(['trainingSettings', settings])).trainingSettings).toEqual(settings);
  }
});

it.each([
  [['waiting', 7], row({ kind: 'seen' })],
  [['waiting', 'imdb 7'], row({ kind: 'listed' })],
  [['waiting', 'imdb 7'], row({ kind: 'hated' })],
  [['list', 'rainy'], { movieIds: 'all' }],
  [['mapping', 'x'], mapping({ dateOrder: 'yearFirst' })],
  [['mapping', 'x'], mapping({ unrated: 'liked' })],
  [['correction', 4], 4],
  [['genres', 'more'], ['War']],
  [['changed', 'shoes'], 5],
  [['changed', 'rating', 0], 5],
  [['changed', 'rating', 1], 'today'],
  [['mark', 1], { mark: 'loved', at: 1 }],
  [['experiment', 5], { id: 6, a: 'hybrid', b: 'ease', stoppedAt: null, folded: noCounts }],
  [['experiment', 'five', 'x'], { id: 'x', at: 6, seed: 7, movies: [] }],
  [['shoes', 1], true],
] as [IDBValidKey, unknown][])('passes over %j with a value that makes no sense', async (key, value) => {
  const { unreadable, ...person } = await read([key, value]);
  expect(unreadable).toEqual([JSON.stringify(key)]);
  const { unreadable: none, ...empty } = await read();
  expect(none).toEqual([]);
  expect(person).toEqual(empty);
});

it('names lists whose experiment is missing, and sorts experiments by their ids', async () => {
  const experiment = (id: number) =>
    ({ id, a: 'hybrid', b: 'ease', stoppedAt: null, folded: noCounts }) as const;
  const person = await openPerson(inMemoryStore());
  await person.experiments.save(experiment(12));
  await person.experiments.save(experiment(9));
  await person.experiments.saveList(12, { id: 'late', at: 8, seed: 1, movies: [] });
  await person.experiments.saveList(12, { id: 'early', at: 6, seed: 1, movies: [] });
  await person.experiments.saveList(30, { id: 'lost', at: 7, seed: 1, movies: [] });
  const { experiments, unreadable } = await person.load();
  expect(experiments.map(({ id, lists }) => [id, lists.map((list) => list.id)])).toEqual([
    [9, []],
    [12, ['early', 'late']],
  ]);
  expect(unreadable).toEqual(['["experiment",30,"lost"]']);
});

it('writes a damaged version again only where all records are known, and tells of a deleted database', async () => {
  const first = await openPerson();
  await first.setRating(1, { stars: 4, at: 10 });
  const { use } = await openStore('matinee-person');
  await set('schema', 'rubbish', use);
  let lost = 0;
  const again = await openPerson(undefined, () => lost++);
  expect((await again.load()).ratings.size).toBe(1);
  await again.setRating(2, { stars: 4, at: 10 });
  expect(lost).toBe(0);
  await use('readwrite', (store) => void store.clear());
  await again.setRating(3, { stars: 4, at: 10 });
  expect(lost).toBe(1);
  await set('schema', 'rubbish', use);
  await set(['shoes', 1], true, use);
  await expect(openPerson()).rejects.toMatchObject({ code: 'storage-broken' });
});
