import { expect, it } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { createRandom } from '../../../../src/base/random.ts';
import type { FactorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { loadByteScan } from '../../../../src/training/wasm-byte-scan.ts';
import { similarByTaste } from '../../../../src/worker/recommendations/similar-by-taste.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { factorModel, smallDataset } from '../../../fixtures/worker-fakes.ts';

const dataset = smallDataset();
const catalogue = createCatalogue(dataset, plainProduct, await loadByteScan());
const random = createRandom(6);

function drawn(): FactorModel {
  const model = factorModel(dataset);
  return { ...model, itemFactors: model.itemFactors.map(() => random.normal()) };
}

it('finds by codes the movies, in the order and with the cosines, that comparing all of them finds', () => {
  for (let round = 0; round < 5; round++) {
    const stars = catalogue.predictor(drawn());
    for (const item of [0, 7, 39]) {
      const inFull = similarByTaste(catalogue, stars, item, 8);
      const byCodes = similarByTaste(catalogue, stars, item, 8, 0);
      expect(inFull.length).toBeGreaterThan(0);
      expect(byCodes.map((one) => one.item)).toEqual(inFull.map((one) => one.item));
      byCodes.forEach(({ similarity }, n) => {
        expect(similarity).toBeCloseTo(inFull[n].similarity, 5);
      });
      expect(inFull.every((one) => one.item !== item && catalogue.counts[one.item] >= 10)).toBe(true);
    }
  }
});
