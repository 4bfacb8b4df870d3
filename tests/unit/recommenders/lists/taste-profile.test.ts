import { describe, expect, it } from 'vitest';
import { type Everyone, profile } from '../../../../src/recommenders/lists/taste-profile.ts';

/** Six movies, each rated by ten or twenty people who all give the same stars; the last by nobody. */
const means = [4, 3, 2, 5, 3, 0];
const counts = [10, 10, 10, 10, 20, 0];
const everyone: Everyone = {
  movies: [
    ['Drama', 1994],
    ['Drama', 1999],
    ['Comedy', 1985],
    ['Comedy', 1987],
    ['War', null],
    ['War', 2001],
  ].map(([genre, year], i) => ({
    id: i,
    title: `${i}`,
    year: year as number | null,
    genres: i === 1 ? ['Drama', 'War'] : [genre as string],
  })),
  counts,
  starSums: means.map((mean, i) => mean * counts[i]),
  histograms: means.flatMap((mean, i) =>
    Array.from({ length: 10 }, (_, n) => (n === mean * 2 - 1 ? counts[i] : 0)),
  ),
};
const rated = (...ratings: readonly (readonly [item: number, stars: number])[]) =>
  profile(everyone, {
    item: Int32Array.from(ratings, ([item]) => item),
    value: Float32Array.from(ratings, ([, stars]) => stars),
  });

describe('a person compared with everyone', () => {
  const own = rated([0, 5], [1, 2], [2, 3.5], [3, 5], [4, 3], [5, 1]);

  it('has means over the same movies', () => {
    expect(own.count).toBe(6);
    expect(own.mean).toBeCloseTo(19.5 / 6, 12);
    expect(own.everyoneMean).toBeCloseTo(17 / 5, 12);
  });

  it('has genres and decades by how many were rated, with everyone’s share and stars', () => {
    expect(own.genres.map(({ name, count }) => [name, count])).toEqual([
      ['War', 3],
      ['Comedy', 2],
      ['Drama', 2],
    ]);
    const [war, comedy] = own.genres;
    expect(war).toMatchObject({ share: 0.5, everyoneShare: 0.5, mean: 2, everyoneMean: 3 });
    expect(comedy.everyoneShare).toBeCloseTo(1 / 3, 12);
    expect(comedy).toMatchObject({ mean: 4.25, everyoneMean: 3.5 });
    expect(own.decades.map(({ name, count }) => [name, count])).toEqual([
      ['1980', 2],
      ['1990', 2],
      ['2000', 1],
    ]);
    expect(own.decades[2].everyoneMean).toBeNull();
  });

  it('has the stars given, and everyone’s', () => {
    expect(own.histogram).toEqual([0, 1, 0, 1, 0, 1, 1, 0, 0, 2]);
    expect(own.everyoneHistogram.map((share) => Math.round(share * 60))).toEqual([
      0, 0, 0, 10, 0, 30, 0, 10, 0, 10,
    ]);
  });

  it('has Pearson’s correlation as agreement, and names the disagreements', () => {
    // Σ(a - 3.7)(b - 3.4) / sqrt(Σ(a - 3.7)² Σ(b - 3.4)²), computed by hand.
    expect(own.agreement).toBeCloseTo(0.6895, 4);
    expect(own.above.map(({ item }) => item)).toEqual([2, 0]);
    expect(own.below).toEqual([{ item: 1, stars: 2, everyone: 3 }]);
  });
});

it('has no agreement with too few movies, or with equal stars for all', () => {
  expect(rated([0, 5], [1, 2], [2, 3], [3, 5]).agreement).toBeNull();
  expect(rated([0, 3], [1, 3], [2, 3], [3, 3], [4, 3]).agreement).toBeNull();
  expect(rated([5, 4])).toMatchObject({ mean: 4, everyoneMean: null, above: [], below: [] });
});
