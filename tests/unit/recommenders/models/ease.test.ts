import { describe, expect, it } from 'vitest';
import { ease, fitEase } from '../../../../src/recommenders/models/ease.ts';
import { preference } from '../../../../src/recommenders/preference.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { contributionsOf, dense, inverse, randomRatings } from '../../../fixtures/small-data.ts';

const lambda = 3;
const ratings = randomRatings(14, 22, 0.4, 5);
const model = await fitEase(ratings, { lambda, maxUsers: 100 });
const recommender = ease(model, ratings);

/** B by the direct items x items inverse, straight from the paper. */
function directWeights(): number[][] {
  const x = dense(14, 22, () => 0);
  for (let u = 0; u < 14; u++)
    for (let n = ratings.rowStart[u]; n < ratings.rowStart[u + 1]; n++)
      x[u][ratings.item[n]] = preference(ratings.value[n]);
  const g = dense(22, 22, (i, j) => x.reduce((s, row) => s + row[i] * row[j], i === j ? lambda : 0));
  const p = inverse(g);
  return dense(22, 22, (i, j) => (i === j ? 0 : -p[i][j] / p[j][j]));
}

const person: Person = {
  ratings: { item: Int32Array.of(3, 11, 0, 7), value: Float32Array.of(5, 3.5, 1, 4) },
  genres: [],
};

describe('EASE', () => {
  it('scores by the dual form exactly as by the direct inverse', () => {
    const b = directWeights();
    const scores = recommender.score(person);
    for (let j = 0; j < 22; j++) {
      let expected = 0;
      person.ratings.item.forEach((i, n) => {
        expected += preference(person.ratings.value[n]) * b[i][j];
      });
      expect(scores[j]).toBeCloseTo(expected, 5);
    }
  });

  it('has contributions that are the weights of the paper and sum to the score', () => {
    const b = directWeights();
    const scores = recommender.score(person);
    for (let j = 0; j < 22; j++) {
      const { base, parts } = contributionsOf(recommender, person, j);
      expect(base).toBe(0);
      parts.forEach((part, n) => {
        expect(part).toBeCloseTo(preference(person.ratings.value[n]) * b[person.ratings.item[n]][j], 6);
      });
      expect(parts.reduce((s, v) => s + v, 0)).toBeCloseTo(scores[j], 5);
    }
  });

  it('uses only the most active users beyond its bound', async () => {
    const few = await fitEase(ratings, { lambda, maxUsers: 5 });
    const activity = (u: number) => ratings.rowStart[u + 1] - ratings.rowStart[u];
    const least = Math.min(...[...few.users].map(activity));
    const others = [...Array(14).keys()].filter((u) => !few.users.includes(u));
    expect(few.users.length).toBe(5);
    expect(Math.max(...others.map(activity))).toBeLessThanOrEqual(least);
    expect(few.inverse.length).toBe(25);
  });
});
