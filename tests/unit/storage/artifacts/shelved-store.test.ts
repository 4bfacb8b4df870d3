import 'fake-indexeddb/auto';
import { keys } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Dataset, toRatings } from '../../../../src/dataset/dataset.ts';
import { datasetStore } from '../../../../src/storage/artifacts/dataset-store.ts';
import { excludingStore } from '../../../../src/storage/artifacts/excluding-store.ts';
import {
  deleteShelved,
  exchangeDataset,
  listDatasets,
  loadShelved,
} from '../../../../src/storage/artifacts/shelved-store.ts';
import { openDataDatabase } from '../../../../src/storage/database/databases.ts';
import { type DataStore, openData } from '../../../../src/storage/database/generations.ts';
import { Crash, crashAt, freshBrowser } from '../../../fixtures/storage-faults.ts';

function small(id: string, stars: number): Dataset {
  return {
    id,
    name: `name of ${id}`,
    imported: true,
    movies: [{ id: 10, title: id, year: 2001, genres: [] }],
    genres: [],
    ratings: toRatings(1, 1, {
      user: Int32Array.of(0),
      item: Int32Array.of(0),
      value: Float32Array.of(stars),
      time: Uint32Array.of(0),
    }),
    report: { ratings: 1, users: 1, movies: 1, moviesWithoutGenres: 1, moviesWithoutRatings: 0, leftOut: [] },
  };
}
const a = small('a', 1);
const b = small('b', 2);
const model = (n: number) => ({ meta: { n }, arrays: { f: Float32Array.of(n, n) } });
const chosen = { kinds: ['alike'] as const, at: 5 };

/** In use: `a` with a model, a choice and shared details. */
async function withA(data: DataStore): Promise<void> {
  await datasetStore.save(data, a);
  await data.saveArrays('model', model(1));
  await data.saveArrays('details', model(9));
  await excludingStore.save(data, 'a', chosen);
}
const toB = (data: DataStore) =>
  exchangeDataset(data, { leaving: a, back: 'b' }, [datasetStore.entry(b), ['own-tags', null]]);

beforeEach(freshBrowser);

it('sets a data set aside with what was learnt from it, and gives all of it back', async () => {
  const data = await openData();
  await withA(data);
  await toB(data);
  expect(await datasetStore.load(data)).toEqual(b);
  expect(await data.loadArrays('model')).toBeNull();
  expect(await excludingStore.load(data, 'a')).toBeNull();
  expect(await data.loadArrays('details')).toEqual(model(9));
  expect(await loadShelved(data, 'a')).toEqual(a);
  await data.saveArrays('model', model(2));

  // The next visit, which deletes what is left over.
  const next = await openData();
  await exchangeDataset(next, { leaving: b, back: 'a' }, []);
  expect(await datasetStore.load(next)).toEqual(a);
  expect(await next.loadArrays('model')).toEqual(model(1));
  expect(await excludingStore.load(next, 'a')).toEqual(chosen);
  await exchangeDataset(next, { leaving: a, back: 'b' }, []);
  expect(await next.loadArrays('model')).toEqual(model(2));
});

it('sets nothing aside where the same data set is stored once more', async () => {
  const data = await openData();
  await withA(data);
  await exchangeDataset(data, { leaving: a, back: 'a' }, [datasetStore.entry(a)]);
  expect(await datasetStore.load(data)).toEqual(a);
  expect(await data.loadArrays('model')).toEqual(model(1));
  expect((await listDatasets(data)).shelved).toEqual([]);
});

it('lists what is stored with the bytes of each', async () => {
  const data = await openData();
  await withA(data);
  const before = await listDatasets(data);
  expect(before.shelved).toEqual([]);
  await toB(data);
  const { bytesInUse, shelved } = await listDatasets(data);
  expect(shelved).toEqual([
    { id: 'a', name: 'name of a', imported: true, ratings: 1, users: 1, movies: 1, bytes: before.bytesInUse },
  ]);
  expect(bytesInUse).toBeGreaterThan(0);
  expect(bytesInUse).toBeLessThan(before.bytesInUse);
});

it('deletes one that is set aside and frees its room', async () => {
  const data = await openData();
  await withA(data);
  await toB(data);
  await deleteShelved(data, 'a');
  expect((await listDatasets(data)).shelved).toEqual([]);
  expect(await loadShelved(data, 'a')).toBeNull();
  expect(await datasetStore.load(data)).toEqual(b);
  const chunks = (await keys<IDBValidKey[]>(await openDataDatabase())).filter(
    (key) => Array.isArray(key) && key[0] === 'chunk' && key[1] === 'model',
  );
  expect(chunks).toEqual([]);
});

describe('of several that are set aside', () => {
  const { imported: _, ...builtIn } = small('c', 3);
  const c: Dataset = { ...builtIn, name: 'another name' };

  /** In use: `b`; set aside: `a` and `c`. */
  async function twoAside(): Promise<DataStore> {
    const data = await openData();
    await withA(data);
    await exchangeDataset(data, { leaving: a, back: null }, [datasetStore.entry(c)]);
    await exchangeDataset(data, { leaving: c, back: null }, [datasetStore.entry(b)]);
    return data;
  }
  const listed = async (data: DataStore) =>
    (await listDatasets(data)).shelved.map(({ id, name, imported, ratings }) => [
      id,
      name,
      imported,
      ratings,
    ]);

  it('each is listed with its own facts, by name', async () => {
    const data = await twoAside();
    expect(await listed(data)).toEqual([
      ['c', 'another name', false, 1],
      ['a', 'name of a', true, 1],
    ]);
    await exchangeDataset(data, { leaving: b, back: 'a' }, []);
    expect(await listed(data)).toEqual([
      ['c', 'another name', false, 1],
      ['b', 'name of b', true, 1],
    ]);
  });

  it('the others stay when one is deleted', async () => {
    const data = await twoAside();
    await deleteShelved(data, 'a');
    expect(await listed(data)).toEqual([['c', 'another name', false, 1]]);
    expect(await loadShelved(data, 'c')).toEqual(c);
  });

  it('one whose facts are lost is listed under its id', async () => {
    const data = await twoAside();
    await data.saveArrays('datasets', { meta: { datasets: 'none' }, arrays: {} });
    expect(await listed(data)).toEqual([
      ['a', 'a', true, 0],
      ['c', 'c', true, 0],
    ]);
    await deleteShelved(data, 'a');
    expect(await listed(data)).toEqual([['c', 'c', true, 0]]);
  });
});

it('lists nothing where nothing is stored', async () => {
  expect(await listDatasets(await openData())).toEqual({ bytesInUse: 0, shelved: [] });
});

it('keeps one of both wherever the browser crashes', async () => {
  let crashes = 0;
  for (const before of [true, false]) {
    for (let n = 1; ; n++) {
      freshBrowser();
      await withA(await openData());
      const crashing = crashAt(n, before, await openDataDatabase());
      const isDone = await openData(crashing.use)
        .then(toB)
        .then(
          () => true,
          (thrown: unknown) => {
            expect(thrown).toBeInstanceOf(Crash);
            return false;
          },
        );
      const next = await openData();
      const inUse = await datasetStore.load(next);
      const { shelved } = await listDatasets(next);
      if (inUse?.id === 'a') {
        expect(inUse).toEqual(a);
        expect(await next.loadArrays('model')).toEqual(model(1));
        expect(shelved).toEqual([]);
      } else {
        expect(inUse).toEqual(b);
        expect(await loadShelved(next, 'a')).toEqual(a);
        expect(shelved.map(({ id }) => id)).toEqual(['a']);
      }
      if (isDone) break;
      crashes++;
    }
  }
  expect(crashes).toBeGreaterThan(6);
});
