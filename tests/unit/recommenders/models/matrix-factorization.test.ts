import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import type { FactorModel } from '../../../../src/recommenders/models/factor-model.ts';
import { cosinesOf, foldIn, predictStars } from '../../../../src/recommenders/models/matrix-factorization.ts';
import { inverse } from '../../../fixtures/small-data.ts';

const rank = 3;
const items = 12;
const random = createRandom(2);
const model: FactorModel = {
  datasetId: 'test',
  algorithm: 'als',
  rank,
  mean: 3.4,
  itemBias: Float32Array.from({ length: items }, () => 0.3 * random.normal()),
  itemFactors: Float32Array.from({ length: items * rank }, () => random.normal()),
  ridge: { bias: 2, factors: 5, per: 'row' },
  validationRmse: null,
};
const ratings = { item: Int32Array.of(2, 9, 4, 1, 6), value: Float32Array.of(4, 2.5, 5, 1, 3) };

function denseFoldIn(m: FactorModel): number[] {
  const f = [...ratings.item].map((i) => [1, ...m.itemFactors.slice(i * rank, (i + 1) * rank)]);
  const times = m.ridge.per === 'rating' ? ratings.item.length : 1;
  const a = f[0].map((_, r) =>
    f[0].map(
      (__, c) =>
        f.reduce((s, row) => s + row[r] * row[c], 0) +
        (r === c ? times * (r === 0 ? m.ridge.bias : m.ridge.factors) : 0),
    ),
  );
  const rhs = f[0].map((_, r) =>
    f.reduce((s, row, n) => s + row[r] * (ratings.value[n] - m.mean - m.itemBias[ratings.item[n]]), 0),
  );
  return inverse(a).map((row) => row.reduce((s, v, c) => s + v * rhs[c], 0));
}

describe('fold-in', () => {
  it.each(['row', 'rating'] as const)('solves the ridge system (penalty per %s)', (per) => {
    const with_ = { ...model, ridge: { ...model.ridge, per } };
    const expected = denseFoldIn(with_);
    foldIn(with_, ratings).forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at], 6);
    });
  });

  it('is zero without ratings, so that predictions are the mean plus the bias of the movie', () => {
    const user = foldIn(model, { item: new Int32Array(0), value: new Float32Array(0) });
    expect([...user]).toEqual([0, 0, 0, 0]);
    const stars = predictStars(model, user);
    expect(stars[5]).toBeCloseTo(model.mean + model.itemBias[5], 5);
  });
});

describe('predicted stars', () => {
  it('is the formula, clipped to the scale', () => {
    const user = Float64Array.of(0.2, 1.5, -2, 0.7);
    const stars = predictStars(model, user);
    stars.forEach((value, i) => {
      let sum = model.mean + 0.2 + model.itemBias[i];
      for (let k = 0; k < rank; k++) sum += user[k + 1] * model.itemFactors[i * rank + k];
      expect(value).toBeCloseTo(Math.min(5, Math.max(0.5, sum)), 4);
    });
    expect(Math.min(...stars)).toBeGreaterThanOrEqual(0.5);
    expect(Math.max(...stars)).toBeLessThanOrEqual(5);
  });
});

describe('factor cosines', () => {
  it('is 1 with itself and the dot product over the lengths elsewhere', () => {
    const cos = cosinesOf(model.itemFactors, model.rank, 4);
    const q = (i: number) => [...model.itemFactors.slice(i * rank, (i + 1) * rank)];
    const dot = q(4).reduce((s, v, k) => s + v * q(7)[k], 0);
    expect(cos[4]).toBeCloseTo(1, 6);
    expect(cos[7]).toBeCloseTo(dot / (Math.hypot(...q(4)) * Math.hypot(...q(7))), 6);
  });
});
