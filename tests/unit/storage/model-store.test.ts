import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FactorModel } from '../../../src/recommenders/factor-model.ts';
import { openData } from '../../../src/storage/generations.ts';
import { loadModel, saveModel } from '../../../src/storage/model-store.ts';
import { freshBrowser } from './faults.ts';

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
const isHistory = (value: unknown): value is History =>
  typeof value === 'object' && value !== null && 'end' in value && typeof value.end === 'string';
const stored = { model, history: { end: 'finished' } };

beforeEach(freshBrowser);

it('gives back the model and how it came about', async () => {
  const data = await openData();
  expect(await loadModel(data, 'tiny-1', isHistory)).toBeNull();
  await saveModel(data, stored);
  expect(await loadModel(await openData(), 'tiny-1', isHistory)).toEqual(stored);
});

it('gives no model of another data set, and none with an unreadable history', async () => {
  const data = await openData();
  await saveModel(data, stored);
  expect(await loadModel(data, 'tiny-2', isHistory)).toBeNull();
  expect(await loadModel(data, 'tiny-1', (value): value is History => value === 'other')).toBeNull();
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
    expect(await loadModel(data, 'tiny-1', isHistory)).toEqual(stored);
  });

  it('is not taken from storage either', async () => {
    const data = await openData();
    const { itemBias, itemFactors, ...rest } = unsound;
    const meta = { model: rest, items: 3, history: stored.history };
    await data.saveArrays('model', { meta, arrays: { itemBias, itemFactors } });
    expect(await loadModel(data, 'tiny-1', isHistory)).toBeNull();
  });
});
