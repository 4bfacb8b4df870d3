import { expect, test } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import {
  learningBound,
  storedBackgroundRecommenders,
} from '../../../../src/worker/recommendations/background-recommenders.ts';
import { appStorageOf } from '../../../../src/worker/session/app-storage.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const { id: datasetId, movies, ratings } = dataset;
const [items, rank] = [movies.length, 2];

/** Reads the background recommenders from a storage that holds these arrays, in the shape of the first versions. */
async function readBack(itemFactors: Float32Array) {
  const data = await openData(inMemoryStore());
  await data.saveArrays('viewing', {
    meta: { counted: 'rated', rank, confidence: 8, regularisation: 50, datasetId, items },
    arrays: { itemFactors, gram: Float64Array.of(4, 1, 1, 3) },
  });
  await data.saveArrays('ease', {
    meta: { datasetId, lambda: 200, users: 1, items },
    arrays: {
      users: Int32Array.of(0),
      inverse: Float64Array.of(0.005),
      diagonal: new Float64Array(items).fill(0.004),
    },
  });
  const errors: unknown[] = [];
  const reportError = (thrown: unknown) => {
    errors.push(thrown);
    return null;
  };
  const storage = appStorageOf(await openPerson(inMemoryStore()), data, false);
  return {
    backgroundRecommenders: await storedBackgroundRecommenders(storage, dataset, reportError),
    errors,
  };
}

test('reads EASE and the factorization of viewing as the first versions stored them', async () => {
  const { backgroundRecommenders, errors } = await readBack(
    Float32Array.from({ length: items * rank }, (_, n) => (n % 5) / 5),
  );
  expect(errors).toEqual([]);
  expect([...backgroundRecommenders.keys()]).toEqual(['ease', 'viewing']);
  const person = { ratings: { item: ratings.item.slice(0, 3), value: Float32Array.of(5, 4, 5) }, genres: [] };
  for (const recommender of backgroundRecommenders.values()) {
    const scores = recommender.score(person);
    expect(scores).toHaveLength(items);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(Math.max(...scores)).toBeGreaterThan(0);
  }
});

test('reports a damaged model and goes on without it', async () => {
  const { backgroundRecommenders, errors } = await readBack(new Float32Array(3));
  expect([...backgroundRecommenders.keys()]).toEqual(['ease']);
  expect(errors.map((error) => error instanceof Problem && error.code)).toEqual(['storage-broken']);
});

test('tells what is left out of a data set with many users, and nothing of a small one', () => {
  expect(learningBound(ratings)).toBeNull();
  const many = { ...ratings, users: 10_000, items: 5000 };
  const { length } = ratings.item;
  expect(learningBound(many)).toEqual({ ratings: length, of: length, movies: 2000, ofMovies: 5000 });
  const large = { ...many, items: 1500, item: new Int32Array(4_000_001) };
  expect(learningBound(large)).toEqual({ ratings: 4_000_000, of: 4_000_001, movies: 1500, ofMovies: 1500 });
});
