import { expect, test } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { createRandom } from '../../../../src/base/random.ts';
import { expectedOfAll, stackDraws } from '../../../../src/recommenders/models/stacked-draws.ts';
import { posteriorModel, smallDataset } from '../../../fixtures/worker-fakes.ts';

// Counts that are multiples of four, and counts that are not.
test.each([
  [1, 1, 1],
  [7, 3, 5],
  [8, 2, 4],
  [13, 5, 3],
])('%d movies, rank %d, %d draws: stars are the plain formula, clipped', (items, rank, draws) => {
  const random = createRandom(items);
  const normals = (count: number, spread: number) =>
    Float32Array.from({ length: count }, () => spread * random.normal());
  const model = {
    ...posteriorModel(smallDataset()),
    rank,
    draws,
    mean: 3.2,
    itemBias: normals(draws * items, 1),
    itemFactors: normals(draws * items * rank, 1),
  };
  const users = Float64Array.from(normals(draws * (rank + 1), 1));
  const stars = expectedOfAll(model, stackDraws(model, plainProduct), users);
  expect(stars.length).toBe(items);
  for (let i = 0; i < items; i++) {
    let sum = 0;
    for (let s = 0; s < draws; s++) {
      const user = users.subarray(s * (rank + 1), (s + 1) * (rank + 1));
      sum += model.mean + user[0] + model.itemBias[s * items + i];
      for (let k = 0; k < rank; k++) sum += user[k + 1] * model.itemFactors[(s * items + i) * rank + k];
    }
    expect(stars[i]).toBeCloseTo(Math.min(5, Math.max(0.5, sum / draws)), 5);
  }
  expect(new Set(stars).size).toBeGreaterThan(Math.min(items - 1, 2));
});
