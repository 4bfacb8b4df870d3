import { expect, test } from 'vitest';
import {
  type Counted,
  fitIals,
  type IalsModel,
  ials,
} from '../../../../src/recommenders/models/implicit-als.ts';
import { preference } from '../../../../src/recommenders/preference.ts';
import { contributionsOf, inverse, randomRatings } from '../../../fixtures/small-data.ts';

const ratings = randomRatings(30, 20, 0.4, 3);
const options = { rank: 4, confidence: 6, regularisation: 0.5, sweeps: 60, seed: 1 };

function person(u: number) {
  const [from, to] = [ratings.rowStart[u], ratings.rowStart[u + 1]];
  return {
    ratings: { item: ratings.item.slice(from, to), value: ratings.value.slice(from, to) },
    genres: [],
  };
}

const both: readonly Counted[] = ['liked', 'rated'];
const weightOf = (counted: Counted, stars: number) => (counted === 'liked' ? preference(stars) : 1);

/** A person's factors by the dense normal equations over all items. */
function denseFoldIn(model: IalsModel, u: number): number[] {
  const { counted, itemFactors, rank, confidence, regularisation } = model;
  const a = Array.from({ length: rank }, (_, r) =>
    Array.from({ length: rank }, (__, c) => (r === c ? regularisation : 0)),
  );
  const b = new Array<number>(rank).fill(0);
  const own = person(u).ratings;
  for (let i = 0; i < ratings.items; i++) {
    const at = own.item.indexOf(i);
    const w = at < 0 ? 0 : weightOf(counted, own.value[at]);
    const weight = 1 + confidence * w;
    for (let r = 0; r < rank; r++) {
      if (w > 0) b[r] += weight * itemFactors[i * rank + r];
      for (let c = 0; c < rank; c++)
        a[r][c] += weight * itemFactors[i * rank + r] * itemFactors[i * rank + c];
    }
  }
  return inverse(a).map((row) => row.reduce((sum, v, c) => sum + v * b[c], 0));
}

test.each(both)(
  '%s: folds a person in as the dense normal equations do; contributions sum to the score',
  async (counted) => {
    const model = await fitIals(ratings, { ...options, counted });
    const recommender = ials(model);
    for (const u of [0, 7, 29]) {
      const p = denseFoldIn(model, u);
      const scores = recommender.score(person(u));
      for (let i = 0; i < ratings.items; i++) {
        const expected = p.reduce((sum, v, k) => sum + v * model.itemFactors[i * 4 + k], 0);
        expect(scores[i]).toBeCloseTo(expected, 4);
        const { base, parts } = contributionsOf(recommender, person(u), i);
        expect(base).toBe(0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(scores[i], 4);
      }
    }
  },
);

test.each(both)(
  '%s: ends at a minimum of its loss: changing any single number does not lower it',
  async (counted) => {
    const model = await fitIals(ratings, { ...options, counted });
    const users = Array.from({ length: ratings.users }, (_, u) => denseFoldIn(model, u));
    const loss = (factors: Float32Array) => {
      let sum = 0;
      for (let u = 0; u < ratings.users; u++) {
        const own = person(u).ratings;
        for (let i = 0; i < ratings.items; i++) {
          const at = own.item.indexOf(i);
          const w = at < 0 ? 0 : weightOf(counted, own.value[at]);
          const score = users[u].reduce((total, v, k) => total + v * factors[i * 4 + k], 0);
          sum += (1 + options.confidence * w) * ((w > 0 ? 1 : 0) - score) ** 2;
        }
      }
      return sum + options.regularisation * factors.reduce((total, v) => total + v * v, 0);
    };
    const least = loss(model.itemFactors);
    for (const at of [0, 13, 42, 79]) {
      for (const step of [-0.01, 0.01]) {
        const moved = model.itemFactors.slice();
        moved[at] += step;
        expect(loss(moved)).toBeGreaterThan(least - 1e-3);
      }
    }
  },
);

test('is the same for the same seed', async () => {
  const liked = { ...options, counted: 'liked' } as const;
  expect(await fitIals(ratings, liked)).toEqual(await fitIals(ratings, liked));
});
