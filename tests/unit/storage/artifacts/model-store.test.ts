import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FactorModel, PosteriorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { takeApart } from '../../../../src/storage/artifacts/model-codec.ts';
import { loadModel, saveModel } from '../../../../src/storage/artifacts/model-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

const model: FactorModel = {
  datasetId: 'tiny-1',
  algorithm: 'als',
  rank: 2,
  mean: 3.5,
  itemBias: Float32Array.of(0.5, -0.25, 0),
  itemFactors: Float32Array.of(1, 2, 3, 4, 5, 6),
  ridge: { bias: 0.1, factors: 0.2, per: 'rating' },
  validationRmse: null,
};
interface History {
  readonly end: string;
}
const historyOf = (value: unknown): History | null =>
  typeof value === 'object' && value !== null && 'end' in value && typeof value.end === 'string'
    ? { end: value.end }
    : null;
const stored = { model, history: { end: 'finished' } };

beforeEach(freshBrowser);

it('gives back the model and how it came about', async () => {
  const data = await openData();
  expect(await loadModel(data, 'tiny-1', historyOf)).toBeNull();
  await saveModel(data, stored);
  expect(await loadModel(await openData(), 'tiny-1', historyOf)).toEqual(stored);
});

it('gives no model of another data set, and none with an unreadable history', async () => {
  const data = await openData();
  await saveModel(data, stored);
  expect(await loadModel(data, 'tiny-2', historyOf)).toBeNull();
  expect(await loadModel(data, 'tiny-1', () => null)).toBeNull();
});

describe.each([
  ['NaN in a factor', { ...model, itemFactors: Float32Array.of(1, 2, Number.NaN, 4, 5, 6) }],
  ['an infinite bias', { ...model, itemBias: Float32Array.of(0, Number.POSITIVE_INFINITY, 0) }],
  ['a mean that is no number', { ...model, mean: Number.NaN }],
  ['zeros only', { ...model, itemFactors: new Float32Array(6) }],
])('%s', (_, unsound) => {
  it('is not kept in place of a good model', async () => {
    const data = await openData();
    await saveModel(data, stored);
    await expect(saveModel(data, { ...stored, model: unsound })).rejects.toMatchObject({ code: 'diverged' });
    expect(await loadModel(data, 'tiny-1', historyOf)).toEqual(stored);
  });

  it('is not taken from storage either', async () => {
    const data = await openData();
    const { itemBias, itemFactors, ...rest } = unsound;
    const meta = { model: rest, items: 3, history: stored.history };
    await data.saveArrays('model', { meta, arrays: { itemBias, itemFactors } });
    expect(await loadModel(data, 'tiny-1', historyOf)).toBeNull();
  });
});

const posterior: PosteriorModel = {
  datasetId: 'tiny-1',
  algorithm: 'bayes',
  rank: 1,
  mean: 3.5,
  draws: 2,
  itemBias: Float32Array.of(0.5, -0.25, 0, 0.4, -0.2, 0.1),
  itemFactors: Float32Array.of(1, 2, 3, 4, 5, 6),
  noisePrecision: Float64Array.of(1.2, 1.3),
  noiseShape: 2.5,
  userPrecision: Float64Array.of(1, 0, 0, 1, 2, 0.5, 0.5, 2),
  userLinks: Float32Array.from({ length: 12 }, (_, n) => n / 10),
  featureColumns: 3,
  userFeatures: [{ group: 'favourites', columns: 2 }],
  validationRmse: 0.87,
};

it('keeps the draws of a posterior in place of factors, and back', async () => {
  const data = await openData();
  await saveModel(data, stored);
  await saveModel(data, { model: posterior, history: { end: 'early' } });
  expect(await loadModel(await openData(), 'tiny-1', historyOf)).toEqual({
    model: posterior,
    history: { end: 'early' },
  });
  await saveModel(data, stored);
  expect(await loadModel(data, 'tiny-1', historyOf)).toEqual(stored);
});

describe.each([
  ['a factor too few', { itemFactors: Float32Array.of(1, 2, 3, 4, 5) }],
  ['a draw too few', { noisePrecision: Float64Array.of(1.2) }],
  ['noise that is not positive', { noisePrecision: Float64Array.of(1.2, 0) }],
  ['a precision that is none', { userPrecision: Float64Array.of(1, 0, 0, 1, 2, 0.5, 0.5, -2) }],
  ['NaN in a link', { userLinks: new Float32Array(12).fill(Number.NaN) }],
  ['features that do not add up', { featureColumns: 4 }],
  ['an unknown feature', { userFeatures: [{ group: 'constructor', columns: 2 }] }],
  ['no draw at all', { draws: 0 }],
  ['half a draw', { draws: 1.5 }],
  ['singles in place of doubles', { noisePrecision: Float32Array.of(1.2, 1.3) }],
  ['another algorithm', { algorithm: 'als' }],
])('a stored posterior with %s', (_, change) => {
  it('is left aside', async () => {
    const data = await openData();
    const { fields, arrays } = takeApart({ ...posterior, ...change } as PosteriorModel);
    await data.saveArrays('model', { meta: { model: fields, items: 3, history: stored.history }, arrays });
    expect(await loadModel(data, 'tiny-1', historyOf)).toBeNull();
  });
});
