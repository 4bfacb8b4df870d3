import { describe, expect, test } from 'vitest';
import type { Movie } from '../../../../src/dataset/dataset.ts';
import { createAsker } from '../../../../src/recommenders/lists/elicitation.ts';
import { type StarPrediction, starPredictor } from '../../../../src/recommenders/models/rating-predictor.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { randomBelief, rated, tasteEntropy } from '../../../fixtures/belief.ts';
import { factorModel, posteriorModel, smallDataset } from '../../../fixtures/worker-fakes.ts';

const items = 9;
const genres = ['Comedy', 'Horror'];
const movies: Movie[] = Array.from({ length: items }, (_, i) => ({
  id: i,
  title: `Film ${i}`,
  year: null,
  genres: [genres[i % 2]],
}));
const counts = Int32Array.from({ length: items }, (_, i) => 40 - 4 * i);
const users = 50;
const popularity = { score: () => Float32Array.from(counts) };
const tfidf = fitTfidf(movies, genres);
const ask = createAsker({ tfidf, popularity, counts, users, statistics: null });
const nobody: Person = {
  ratings: { item: new Int32Array(0), value: new Float32Array(0) },
  genres: [],
};

const { belief, matrix } = randomBelief(11, items, 3);
const stars = Float32Array.from({ length: items }, (_, i) => 2 + ((i * 7) % 5) / 2);
const prediction: StarPrediction = {
  stars,
  spread: null,
  noise: null,
  deviation: null,
  sample: null,
  beliefs: () => [belief],
};

/** P(seen) and liking as the doc says, without picks. */
const likely = (i: number) => ((counts[i] + 0.5) / (users + 1)) * ((stars[i] - 1) / 4);

describe('movies to ask', () => {
  test('are those of the greedy choice, computed in each step with dense determinants', () => {
    const expected: number[] = [];
    let known = matrix;
    for (let step = 0; step < 5; step++) {
      const worth = movies.map((_, i) =>
        expected.includes(i) ? -1 : likely(i) * (tasteEntropy(known) - tasteEntropy(rated(belief, known, i))),
      );
      const best = worth.indexOf(Math.max(...worth));
      expected.push(best);
      known = rated(belief, known, best);
    }
    expect(ask(nobody, prediction, new Set(), 5)).toEqual(expected);
    // This is neither the order of popularity nor that of the first gains: movies already asked count.
    expect(expected).not.toEqual([...expected].sort((a, b) => a - b));
    const first = movies.map(
      (_, i) => likely(i) * (tasteEntropy(matrix) - tasteEntropy(rated(belief, matrix, i))),
    );
    expect(expected).not.toEqual([...first.keys()].sort((a, b) => first[b] - first[a]).slice(0, 5));
  });

  test('are those that more people elsewhere have seen, where the statistics say so', () => {
    const alike = { ...prediction, stars: new Float32Array(items).fill(4) };
    const few = new Int32Array(items).fill(3);
    const placeOf = (famous: number) => {
      const count = Int32Array.from({ length: items }, (_, i) => (i === famous ? 9000 : 100));
      const statistics = { count, mean: new Float32Array(items).fill(3.5) };
      const informed = createAsker({ tfidf, popularity, counts: few, users, statistics });
      return informed(nobody, alike, new Set(), items).indexOf(famous);
    };
    const uninformed = createAsker({ tfidf, popularity, counts: few, users, statistics: null });
    const order = uninformed(nobody, alike, new Set(), items);
    for (const famous of movies.keys()) expect(placeOf(famous)).toBeLessThanOrEqual(order.indexOf(famous));
    expect(placeOf(order[items - 1])).toBeLessThan(items - 2);
  });

  test('are each asked once, never an excluded one, until none is left', () => {
    const excluded = new Set([ask(nobody, prediction, new Set(), 1)[0], 2]);
    const asked = ask(nobody, prediction, excluded, 20);
    expect([...asked].sort((a, b) => a - b)).toEqual(
      movies.map(({ id }) => id).filter((i) => !excluded.has(i)),
    );
    expect(ask(nobody, prediction, new Set(movies.keys()), 3)).toEqual([]);
  });

  test('prefer the picked genres', () => {
    const alike = { ...prediction, stars: new Float32Array(items).fill(4) };
    const place = (picks: string[]) => {
      const order = ask({ ...nobody, genres: picks }, alike, new Set(), items);
      return order.reduce((sum, i, n) => sum + (movies[i].genres[0] === 'Horror' ? n : 0), 0);
    };
    expect(place(['Horror'])).toBeLessThan(place(['Comedy']));
  });

  test('without a model, or with one without beliefs, are well known and of different genres', () => {
    const unable = { ...prediction, beliefs: () => [] };
    expect(ask(nobody, null, new Set(), 3)).toEqual(ask(nobody, unable, new Set(), 3));
    expect(ask(nobody, null, new Set(), 2)).toEqual([0, 1]);
  });
});

describe.each(['als', 'svd', 'bayes'] as const)('a model of %s', (algorithm) => {
  const dataset = smallDataset();
  const model =
    algorithm === 'bayes'
      ? posteriorModel(dataset)
      : {
          ...factorModel(dataset),
          algorithm,
          ridge: { bias: 2, factors: 3, per: algorithm === 'svd' ? 'rating' : 'row' } as const,
        };
  const predictor = starPredictor(model, dataset, fitTfidf(dataset.movies, dataset.genres));

  test('has the posterior precision of a person, with and without ratings', () => {
    for (const count of [0, 1, 4]) {
      const item = Int32Array.from({ length: count }, (_, n) => 3 * n);
      const person = { ratings: { item, value: new Float32Array(count).fill(4) }, genres: [] };
      for (const { rank, factor, precision, itemFactors } of predictor.predict(person).beliefs()) {
        const at = (r: number, c: number) => {
          let sum = 0;
          for (let k = 0; k <= Math.min(r, c); k++)
            sum += factor[r * (rank + 1) + k] * factor[c * (rank + 1) + k];
          return sum;
        };
        const prior =
          algorithm === 'bayes'
            ? [1, 1]
            : [2, 3].map((by) => by * (algorithm === 'svd' ? Math.max(1, count) : 1));
        const q = itemFactors[0];
        expect(itemFactors.length).toBe(40);
        expect(at(0, 0)).toBeCloseTo(prior[0] + precision * count, 6);
        expect(at(1, 0)).toBeCloseTo(precision * count * q, 6);
        expect(at(1, 1)).toBeCloseTo(prior[1] + precision * count * q * q, 6);
      }
      expect(predictor.predict(person).beliefs().length).toBe(algorithm === 'bayes' ? 2 : 1);
    }
  });
});

test('a model without a penalty has no belief about a person without ratings', () => {
  const dataset = smallDataset();
  const model = { ...factorModel(dataset), ridge: { bias: 0, factors: 0, per: 'row' } as const };
  const predictor = starPredictor(model, dataset, fitTfidf(dataset.movies, dataset.genres));
  expect(predictor.predict(nobody).beliefs()).toEqual([]);
});
