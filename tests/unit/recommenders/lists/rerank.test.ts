import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/base/random.ts';
import { defaultListSettings, type ListSettings, passes } from '../../../../src/protocol/list-settings.ts';
import { createBalance, genreMix } from '../../../../src/recommenders/lists/calibration.ts';
import { rerank, type Shelf } from '../../../../src/recommenders/lists/rerank.ts';
import { fitTfidf, rowOf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { topItems } from '../../../../src/recommenders/top-items.ts';

const genres = ['Comedy', 'Drama', 'Horror', 'War'];
const random = createRandom(3);
const movies = Array.from({ length: 60 }, (_, i) => ({
  id: i,
  title: `${i}`,
  year: i === 0 ? null : 1950 + i,
  genres: i === 3 || i === 9 ? ['Horror', 'War'] : genres.filter(() => random.uniform() < 0.4),
}));
const counts = Int32Array.from(movies, () => random.integer(500));
const shelf: Shelf = {
  movies,
  counts,
  known: counts.map((count, i) => (i % 10 === 5 ? count + 40 : count)),
  tfidf: fitTfidf(movies, genres),
};
const scores = Float32Array.from(movies, () => random.uniform());
const person: Person = {
  ratings: { item: Int32Array.of(3, 9, 21), value: Float32Array.of(5, 4, 1) },
  genres: [],
};
const list = (listSettings: Partial<ListSettings>, count = 20, already: number[] = []) =>
  rerank(
    scores,
    person,
    shelf,
    { ...defaultListSettings, ...listSettings },
    already,
    new Set([3, 9, 21]),
    count,
  );
const meanOf = (items: readonly number[], value: (item: number) => number) =>
  items.reduce((sum, item) => sum + value(item), 0) / items.length;
const cosine = (a: number, b: number) =>
  rowOf(shelf.tfidf, a).reduce((sum, v, g) => sum + v * rowOf(shelf.tfidf, b)[g], 0);

it('is the plain ranking with the default settings', () => {
  expect(list({})).toEqual(topItems(scores, 20, new Set([3, 9, 21])));
});

describe('filters', () => {
  it('leave out what does not pass', () => {
    const listSettings = {
      ...defaultListSettings,
      genres: ['War', 'Horror'],
      from: 1960,
      to: 1999,
      minRatings: 50,
    };
    const expected = movies
      .filter(({ id, year, genres: own }) => {
        const isYear = year !== null && year >= 1960 && year <= 1999;
        const isGenre = own.includes('War') || own.includes('Horror');
        return isYear && isGenre && shelf.known[id] >= 50 && ![3, 9, 21].includes(id);
      })
      .map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(3);
    expect(new Set(list(listSettings, 60))).toEqual(new Set(expected));
    expect(new Set(list({ ...listSettings, variety: 1 }, 60))).toEqual(new Set(expected));
  });

  it('let a movie without a year pass only where no year is asked for', () => {
    expect(passes(defaultListSettings, movies[0], 0)).toBe(true);
    expect(passes({ ...defaultListSettings, from: 1900 }, movies[0], 0)).toBe(false);
  });
});

describe('adjustments', () => {
  it('go from popular to niche', () => {
    const count = (niche: number) => meanOf(list({ niche }), (item) => shelf.counts[item]);
    const means = [-1, -0.5, 0, 0.5, 1].map(count);
    expect(means).toEqual([...means].sort((a, b) => b - a));
    expect(means[0]).toBeGreaterThan(2 * means[4]);
  });

  it('go from familiar to adventurous', () => {
    const liked = (adventure: number) => meanOf(list({ adventure }), (item) => cosine(item, 3));
    expect(liked(-1)).toBeGreaterThan(liked(0));
    expect(liked(0)).toBeGreaterThan(liked(1));
  });

  it('choose for variety as maximal marginal relevance by its definition does', () => {
    const pool = topItems(scores, 57, new Set([3, 9, 21]));
    const top = scores[pool[0]];
    const range = top - scores[pool[56]];
    const weight = 0.7 * 0.5;
    const already = [30];
    const expected: number[] = [];
    while (expected.length < 10) {
      const value = (item: number) => {
        const alike = Math.max(...[...already, ...expected].map((other) => cosine(item, other)));
        return (1 - weight) * (1 - (top - scores[item]) / range) - weight * alike;
      };
      const left = pool.filter((item) => !expected.includes(item) && !already.includes(item));
      expected.push(left.reduce((best, item) => (value(item) > value(best) ? item : best)));
    }
    const all = pool.filter((item) => item !== 30);
    expect(all).toHaveLength(56);
    expect(list({ variety: 0.5 }, 10, already)).toEqual(expected);
  });

  it('move the genres of the list towards those of the person', () => {
    const divergence = (balance: number) => {
      const watched = createBalance(movies, genres, person);
      for (const item of list({ balance })) watched.add(item);
      return watched.divergence();
    };
    expect(divergence(1)).toBeLessThan(0.9 * divergence(0));
  });
});

describe('genre balance', () => {
  const three = [
    { id: 0, title: '', year: null, genres: ['Comedy', 'Drama'] },
    { id: 1, title: '', year: null, genres: ['Drama'] },
    { id: 2, title: '', year: null, genres: [] },
  ];
  const liking: Person = {
    ratings: { item: Int32Array.of(0, 1), value: Float32Array.of(5, 3.5) },
    genres: ['Horror'],
  };

  it('weights each genre by how much its movies are liked', () => {
    // Preferences 1 and 0.5: half of 1 for Comedy, half of 1 and 0.5 for Drama.
    expect([...genreMix(three, liking)]).toEqual([
      ['Comedy', 0.5 / 1.5],
      ['Drama', 1 / 1.5],
    ]);
    const nothing = { item: new Int32Array(0), value: new Float32Array(0) };
    expect([...genreMix(three, { ratings: nothing, genres: ['War', 'Horror'] })]).toEqual([
      ['War', 0.5],
      ['Horror', 0.5],
    ]);
    expect([...genreMix(three, { ratings: nothing, genres: [] })]).toEqual([]);
  });

  it('measures the divergence as defined, and the gain of a movie as the difference', () => {
    const watched = createBalance(three, genres, liking);
    watched.add(1);
    const kl = (comedy: number, drama: number) =>
      (1 / 3) * Math.log(1 / 3 / (0.99 * comedy + 0.01 / 3)) +
      (2 / 3) * Math.log(2 / 3 / (0.99 * drama + 0.02 / 3));
    expect(watched.divergence()).toBeCloseTo(kl(0, 1), 12);
    const gain = watched.gains();
    expect(gain(0)).toBeCloseTo(kl(0, 1) - kl(0.25, 0.75), 12);
    expect(gain(2)).toBeCloseTo(kl(0, 1) - kl(0, 0.5), 12);
    watched.add(0);
    expect(watched.divergence()).toBeCloseTo(kl(0.25, 0.75), 12);
  });
});
