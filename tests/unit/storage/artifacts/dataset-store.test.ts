import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { finish } from '../../../../src/base/steps.ts';
import { type Dataset, toRatings } from '../../../../src/dataset/dataset.ts';
import {
  COUNTED_FROM,
  datasetStore,
  loadHead,
  withCountsSteps,
} from '../../../../src/storage/artifacts/dataset-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

const dataset: Dataset = {
  id: 'tiny-1',
  name: 'tiny',
  movies: [
    { id: 10, title: 'Amélie', alsoKnownAs: ['Le Fabuleux destin'], year: 2001, genres: ['Comedy'] },
    { id: 7, title: 'Paterson', year: null, genres: [] },
  ],
  genres: ['Comedy'],
  ratings: toRatings(3, 2, {
    user: Int32Array.of(2, 0, 0),
    item: Int32Array.of(1, 1, 0),
    value: Float32Array.of(0.5, 5, 3.5),
    time: Uint32Array.of(0, 1_500_000_000, 4_000_000_000),
  }),
  report: { ratings: 3, users: 3, movies: 2, moviesWithoutGenres: 1, moviesWithoutRatings: 0, leftOut: [] },
};

beforeEach(freshBrowser);

it('loads the data set as it was saved', async () => {
  const data = await openData();
  expect(await datasetStore.load(data)).toBeNull();
  await datasetStore.save(data, dataset);
  expect(await datasetStore.load(await openData())).toEqual(dataset);
});

it('stores statistics and links with it', async () => {
  const known: Dataset = {
    ...dataset,
    statistics: { count: Int32Array.of(12, 0), mean: Float32Array.of(3.5, Number.NaN) },
    links: { imdb: Int32Array.of(211_915, 0), tmdb: Int32Array.of(194, 0) },
  };
  const data = await openData();
  await datasetStore.save(data, known);
  expect(await datasetStore.load(data)).toEqual(known);
});

it('rejects columns of the wrong length', async () => {
  const data = await openData();
  await datasetStore.save(data, { ...dataset, ratings: { ...dataset.ratings, value: new Float32Array(2) } });
  await expect(datasetStore.load(data)).rejects.toMatchObject({ code: 'storage-broken' });
});

it('ignores a data set of an unknown shape', async () => {
  const data = await openData();
  await data.saveArrays('dataset', { meta: { version: 0 }, arrays: {} });
  expect(await datasetStore.load(data)).toBeNull();
});

it('stores items and stars in three bytes a rating, and in eight where something would be lost', async () => {
  const data = await openData();
  await datasetStore.save(data, dataset);
  const narrow = (await data.loadArrays('dataset'))?.arrays ?? {};
  expect(narrow.item16).toEqual(Uint16Array.of(0, 1, 1));
  expect(narrow.halfStars).toEqual(Uint8Array.of(7, 10, 1));
  expect(Object.keys(narrow)).not.toContain('value');

  const fine = { ...dataset, ratings: { ...dataset.ratings, value: Float32Array.of(3.3, 5, 0.5) } };
  await datasetStore.save(data, fine);
  expect(await datasetStore.load(data)).toEqual(fine);
});

it('opens what an earlier version stored in wide columns', async () => {
  const data = await openData();
  const { ratings, ...rest } = dataset;
  const { users, rowStart, item, value, time } = ratings;
  await data.saveArrays('dataset', { meta: { ...rest, users }, arrays: { rowStart, item, value, time } });
  expect(await datasetStore.load(await openData())).toEqual(dataset);
});

/** As many ratings as is asked: the last one is of the second movie, all others are of the first. */
function large(ratings: number, users: number): Dataset {
  const item = new Int32Array(ratings);
  item[ratings - 1] = 1;
  const rowStart = Int32Array.from({ length: users + 1 }, (_, u) => (u === users ? ratings : u));
  const columns = {
    rowStart,
    item,
    value: new Float32Array(ratings).fill(3.5),
    time: new Uint32Array(ratings),
  };
  columns.value[0] = 0.5;
  return {
    ...dataset,
    ratings: { users, items: 2, ...columns },
    report: { ...dataset.report, ratings, users },
  };
}

describe('the head of a large data set', () => {
  it('holds the counts of its ratings and none of them', async () => {
    const data = await openData(inMemoryStore());
    const whole = large(COUNTED_FROM, 10_000);
    await datasetStore.save(data, whole);
    const { ratings, ...rest } = whole;
    const { ratings: counted, ...others } = (await loadHead(data)) ?? whole;
    expect(others).toEqual(rest);
    const counts = new Int32Array(20);
    [counts[0], counts[6], counts[16]] = [1, COUNTED_FROM - 2, 1];
    expect(counted.halfStarsByItem).toEqual(counts);
    expect([counted.users, counted.items, counted.item.length]).toEqual([10_000, 2, 0]);
    expect(counted.rowStart.length).toBe(10_001);
    expect(counted.rowStart.every((start) => start === 0)).toBe(true);
    const back = await datasetStore.load(data);
    expect(back?.ratings.halfStarsByItem).toEqual(counts);
    expect(back?.ratings.item.every((item, n) => item === ratings.item[n])).toBe(true);
  });

  it('is stored only where opening is slow without it, and where half stars say all', () => {
    const isCounted = (one: Dataset) => 'halfStarsByItem' in (datasetStore.entry(one)[1]?.arrays ?? {});
    expect(isCounted(large(COUNTED_FROM, 10_000))).toBe(true);
    expect(isCounted(large(COUNTED_FROM - 1, 10_000))).toBe(false);
    expect(isCounted(large(COUNTED_FROM, 9999))).toBe(false);
    const fine = large(COUNTED_FROM, 10_000);
    fine.ratings.value[7] = 3.3;
    expect(isCounted(fine)).toBe(false);
  });

  it('is counted once, for who uses the data set and for the store', () => {
    const counted = finish(withCountsSteps(large(COUNTED_FROM, 10_000)));
    const { halfStarsByItem } = counted.ratings;
    expect(halfStarsByItem?.[6]).toBe(COUNTED_FROM - 2);
    expect(datasetStore.entry(counted)[1]?.arrays.halfStarsByItem).toBe(halfStarsByItem);
    expect(finish(withCountsSteps(dataset))).toBe(dataset);
  });

  it('is none where it was not stored', async () => {
    const data = await openData();
    expect(await loadHead(data)).toBeNull();
    await datasetStore.save(data, dataset);
    expect(await loadHead(data)).toBeNull();
  });
});
