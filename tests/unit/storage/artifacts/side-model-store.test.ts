import 'fake-indexeddb/auto';
import * as v from 'valibot';
import { beforeEach, expect, it } from 'vitest';
import { defaultSvd, defaultTraining } from '../../../../src/protocol/training-defaults.ts';
import type { FactorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { modelStore } from '../../../../src/storage/artifacts/model-store.ts';
import { loadSideModel, saveSideModel } from '../../../../src/storage/artifacts/side-model-store.ts';
import { openData } from '../../../../src/storage/database/generations.ts';
import { freshBrowser } from '../../../fixtures/storage-faults.ts';

const model: FactorModel = {
  datasetId: 'tiny-1',
  algorithm: 'svd',
  rank: 1,
  mean: 3.5,
  itemBias: Float32Array.of(0.5, -0.25),
  itemFactors: Float32Array.of(1, 2),
  ridge: { bias: 0.1, factors: 0.2, per: 'rating' },
  validationRmse: null,
};

beforeEach(freshBrowser);

it('stores one model for each algorithm, apart from the model in use', async () => {
  const data = await openData();
  const als: FactorModel = { ...model, algorithm: 'als', mean: 3 };
  await saveSideModel(data, model, defaultSvd);
  await saveSideModel(data, als, defaultTraining);
  const again = await openData();
  expect(await loadSideModel(again, 'tiny-1', defaultSvd)).toEqual(model);
  expect(await loadSideModel(again, 'tiny-1', defaultTraining)).toEqual(als);
  expect(await modelStore('model', v.unknown()).load(again, 'tiny-1')).toBeNull();
});

it('loads no model of another data set or of other settings', async () => {
  const data = await openData();
  await saveSideModel(data, model, defaultSvd);
  expect(await loadSideModel(data, 'tiny-2', defaultSvd)).toBeNull();
  expect(await loadSideModel(data, 'tiny-1', { ...defaultSvd, rank: 8 })).toBeNull();
});
