import { expect, test } from 'vitest';
import { Problem } from '../../../../src/base/problem.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { inMemoryStore } from '../../../../src/storage/database/memory-store.ts';
import { openPerson } from '../../../../src/storage/person/person-store.ts';
import { storedRankers } from '../../../../src/worker/recommendations/background-recommenders.ts';
import { appStorageOf } from '../../../../src/worker/session/app-storage.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const { id: datasetId, movies, ratings } = dataset;
const [items, rank] = [movies.length, 2];

/** Reads the rankers from a storage that holds these arrays, in the shape of the first versions. */
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
  return { rankers: await storedRankers(storage, dataset, reportError), errors };
}

test('reads EASE and the factorization of viewing as the first versions stored them', async () => {
  const { rankers, errors } = await readBack(
    Float32Array.from({ length: items * rank }, (_, n) => (n % 5) / 5),
  );
  expect(errors).toEqual([]);
  expect([...rankers.keys()]).toEqual(['ease', 'viewing']);
  const person = { ratings: { item: ratings.item.slice(0, 3), value: Float32Array.of(5, 4, 5) }, genres: [] };
  for (const recommender of rankers.values()) {
    const scores = recommender.score(person);
    expect(scores).toHaveLength(items);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(Math.max(...scores)).toBeGreaterThan(0);
  }
});

test('reports a damaged model and goes on without it', async () => {
  const { rankers, errors } = await readBack(new Float32Array(3));
  expect([...rankers.keys()]).toEqual(['ease']);
  expect(errors.map((error) => error instanceof Problem && error.code)).toEqual(['storage-broken']);
});
