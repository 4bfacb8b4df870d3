import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import type { MovieFacts } from '../../../../src/dataset/movie-facts.ts';
import {
  descriptionsStore,
  detailsStore,
  ownTagsStore,
  worldStore,
} from '../../../../src/storage/artifacts/facts-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

const amelie: MovieFacts = {
  runtime: 122,
  languages: ['fr'],
  countries: ['FR', 'DE'],
  directors: ['Jean-Pierre Jeunet'],
  cast: ['Audrey Tautou', 'Mathieu Kassovitz'],
  wikipedia: 'Amélie',
};
const unknown: MovieFacts = {
  runtime: null,
  languages: [],
  countries: [],
  directors: [],
  cast: [],
  wikipedia: null,
};
const details = {
  ids: [4973, 2 ** 50, 7],
  facts: [amelie, unknown, { ...unknown, cast: ['Audrey Tautou'], languages: ['fr'] }],
};

beforeEach(freshBrowser);

it('loads facts as they were saved', async () => {
  const data = await openData();
  const descriptions = {
    ids: [1, 2],
    facts: ['One.', 'Zwei – "ü".'].map((text) => ({ text, source: 'wikipedia', page: '' })),
  };
  const tags = {
    ids: [5, 6],
    facts: [
      [{ tag: 'noir', count: 3 }],
      [
        { tag: 'paris', count: 1 },
        { tag: 'noir', count: 1 },
      ],
    ],
  };
  const world = {
    ids: Float64Array.of(1, 2),
    imdb: Int32Array.of(3, 4),
    tmdb: Int32Array.of(5, 0),
    count: Int32Array.of(7, 0),
    mean: Float32Array.of(3.5, Number.NaN),
  };
  expect(await detailsStore.load(data)).toBeNull();
  await detailsStore.save(data, details);
  await descriptionsStore.save(data, descriptions);
  await ownTagsStore.save(data, 'x-1', tags);
  await worldStore.save(data, world);
  const again = await openData();
  expect(await detailsStore.load(again)).toEqual(details);
  expect(await descriptionsStore.load(again)).toEqual(descriptions);
  expect(await ownTagsStore.load(again, 'x-1')).toEqual(tags);
  expect(await ownTagsStore.load(again, 'x-2')).toBeNull();
  expect(await worldStore.load(again)).toEqual(world);
});

it('loads a table without rows', async () => {
  const data = await openData();
  await detailsStore.save(data, { ids: [], facts: [] });
  expect(await detailsStore.load(data)).toEqual({ ids: [], facts: [] });
});

it('rejects columns of the wrong length, and passes over an unknown shape', async () => {
  const data = await openData();
  const [, stored] = detailsStore.entry(details);
  if (stored === null) throw new Error('nothing to store');
  await data.saveArrays('details', { ...stored, arrays: { ...stored.arrays, runtime: new Int32Array(2) } });
  await expect(detailsStore.load(data)).rejects.toMatchObject({ code: 'storage-broken' });
  await data.saveArrays('details', { meta: { version: 0 }, arrays: {} });
  expect(await detailsStore.load(data)).toBeNull();
});
