import 'fake-indexeddb/auto';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FactorModel, PosteriorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { splitModel } from '../../../../src/storage/artifacts/model-codec.ts';
import { modelStore } from '../../../../src/storage/artifacts/model-store.ts';
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
const store = modelStore('model', v.object({ end: v.string() }));
const stored = { model, history: { end: 'finished' } };

beforeEach(freshBrowser);

it('loads the model with its history', async () => {
  const data = await openData();
  expect(await store.load(data, 'tiny-1')).toBeNull();
  await store.save(data, stored);
  expect(await store.load(await openData(), 'tiny-1')).toEqual(stored);
});

it('loads no model of another data set, and none with an unreadable history', async () => {
  const data = await openData();
  await store.save(data, stored);
  expect(await store.load(data, 'tiny-2')).toBeNull();
  expect(await modelStore('model', v.never()).load(data, 'tiny-1')).toBeNull();
});

describe.each([
  ['NaN in a factor', { ...model, itemFactors: Float32Array.of(1, 2, Number.NaN, 4, 5, 6) }],
  ['an infinite bias', { ...model, itemBias: Float32Array.of(0, Number.POSITIVE_INFINITY, 0) }],
  ['NaN as mean', { ...model, mean: Number.NaN }],
  ['zeros only', { ...model, itemFactors: new Float32Array(6) }],
])('%s', (_, unsound) => {
  it('does not replace a good model', async () => {
    const data = await openData();
    await store.save(data, stored);
    await expect(store.save(data, { ...stored, model: unsound })).rejects.toMatchObject({ code: 'diverged' });
    expect(await store.load(data, 'tiny-1')).toEqual(stored);
  });

  it('is ignored when it is found in storage', async () => {
    const data = await openData();
    const { itemBias, itemFactors, ...rest } = unsound;
    const meta = { model: rest, items: 3, history: stored.history };
    await data.saveArrays('model', { meta, arrays: { itemBias, itemFactors } });
    expect(await store.load(data, 'tiny-1')).toBeNull();
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
  intervalScale: [1.2, 1.1, 1, 0.9],
  userPrecision: Float64Array.of(1, 0, 0, 1, 2, 0.5, 0.5, 2),
  userLinks: Float32Array.from({ length: 12 }, (_, n) => n / 10),
  featureColumns: 3,
  userFeatures: [{ group: 'favourites', columns: 2 }],
  validationRmse: 0.87,
};

it('replaces factors by the draws of a posterior, and back', async () => {
  const data = await openData();
  await store.save(data, stored);
  await store.save(data, { model: posterior, history: { end: 'early' } });
  expect(await store.load(await openData(), 'tiny-1')).toEqual({
    model: posterior,
    history: { end: 'early' },
  });
  await store.save(data, stored);
  expect(await store.load(data, 'tiny-1')).toEqual(stored);
});

it('reads a posterior of a version that had no scale of intervals', async () => {
  const data = await openData();
  const { fields, arrays } = splitModel(posterior);
  const { intervalScale: _, ...older } = fields;
  await data.saveArrays('model', { meta: { model: older, items: 3, history: stored.history }, arrays });
  expect(await store.load(data, 'tiny-1')).toEqual({
    model: { ...posterior, intervalScale: null },
    history: stored.history,
  });
});

describe.each([
  ['a factor too few', { itemFactors: Float32Array.of(1, 2, 3, 4, 5) }],
  ['a draw too few', { noisePrecision: Float64Array.of(1.2) }],
  ['noise that is not positive', { noisePrecision: Float64Array.of(1.2, 0) }],
  ['a negative precision', { userPrecision: Float64Array.of(1, 0, 0, 1, 2, 0.5, 0.5, -2) }],
  ['NaN in a link', { userLinks: new Float32Array(12).fill(Number.NaN) }],
  ['features that do not add up', { featureColumns: 4, userLinks: new Float32Array(16) }],
  ['an unknown feature', { userFeatures: [{ group: 'constructor', columns: 2 }] }],
  ['a factor of intervals too few', { intervalScale: [1, 1, 1] }],
  ['intervals without width', { intervalScale: [1, 1, 1, 0] }],
  ['no draw at all', { draws: 0 }],
  ['half a draw', { draws: 1.5 }],
  ['singles in place of doubles', { noisePrecision: Float32Array.of(1.2, 1.3) }],
  ['another algorithm', { algorithm: 'als' }],
])('a stored posterior with %s', (_, change) => {
  it('is ignored', async () => {
    const data = await openData();
    const { fields, arrays } = splitModel({ ...posterior, ...change } as PosteriorModel);
    await data.saveArrays('model', { meta: { model: fields, items: 3, history: stored.history }, arrays });
    expect(await store.load(data, 'tiny-1')).toBeNull();
  });
});
