import { expect, it, vi } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { createRandom } from '../../../../src/base/random.ts';
import type { FactorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { loadByteScan } from '../../../../src/training/wasm-byte-scan.ts';
import {
  createSimilarByTaste,
  similarInFull,
} from '../../../../src/worker/recommendations/similar-by-taste.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { createPendingWork } from '../../../../src/worker/session/pending-work.ts';
import { factorModel, smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const catalogue = createCatalogue(dataset, plainProduct, await loadByteScan());
const random = createRandom(6);

function drawn(): FactorModel {
  const model = factorModel(dataset);
  return { ...model, itemFactors: model.itemFactors.map(() => random.normal()) };
}

function searching(signal = new AbortController().signal) {
  const reportError = vi.fn();
  const background = createPendingWork(reportError);
  const makeScan = vi.fn(catalogue.makeScan);
  const byCodes = createSimilarByTaste({ catalogue: { ...catalogue, makeScan }, background, signal }, 0);
  return { byCodes, background, makeScan, reportError };
}

const compare = similarInFull(catalogue.counts);

it('finds by codes the movies, in the order and with the cosines, that comparing all of them finds', async () => {
  const { byCodes, background, makeScan } = searching();
  for (let round = 0; round < 5; round++) {
    const stars = catalogue.predictor(drawn());
    // Until the codes are there, all are compared.
    expect(byCodes(stars, 7, 8)).toEqual(compare(stars, 7, 8));
    await background.idle();
    const similar = vi.spyOn(stars, 'similar');
    for (const item of [0, 7, 39]) {
      const coded = byCodes(stars, item, 8);
      expect(similar).not.toHaveBeenCalled();
      const inFull = compare(stars, item, 8);
      similar.mockClear();
      expect(inFull.length).toBeGreaterThan(0);
      expect(coded.map((one) => one.item)).toEqual(inFull.map((one) => one.item));
      coded.forEach(({ similarity }, n) => {
        expect(similarity).toBeCloseTo(inFull[n].similarity, 5);
      });
      expect(inFull.every((one) => one.item !== item && catalogue.counts[one.item] >= 10)).toBe(true);
    }
    expect(makeScan).toHaveBeenCalledTimes(round + 1);
  }
});

it('makes no codes of few movies, and gives up those of a model that is left or of a session that has ended', async () => {
  const few = searching();
  createSimilarByTaste({ ...few, catalogue, signal: new AbortController().signal })(
    catalogue.predictor(drawn()),
    7,
    8,
  );
  await few.background.idle();
  expect(few.makeScan).not.toHaveBeenCalled();

  const { byCodes, background, makeScan, reportError } = searching();
  for (let n = 0; n < 3; n++) byCodes(catalogue.predictor(drawn()), 7, 8);
  await background.idle();
  expect(makeScan).toHaveBeenCalledTimes(1);

  const ended = searching(AbortSignal.abort());
  const stars = catalogue.predictor(drawn());
  expect(ended.byCodes(stars, 7, 8)).toEqual(compare(stars, 7, 8));
  await ended.background.idle();
  expect(ended.makeScan).not.toHaveBeenCalled();
  expect([reportError.mock.calls, ended.reportError.mock.calls]).toEqual([[], []]);
});
