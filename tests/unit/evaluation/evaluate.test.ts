import { describe, expect, test } from 'vitest';
import { type Dataset, type Ratings, toRatings } from '../../../src/dataset/dataset.ts';
import { evaluate, usersToRank } from '../../../src/evaluation/evaluate.ts';
import type { Recommender } from '../../../src/recommenders/recommender.ts';

const rows = (
  users: number,
  cells: readonly (readonly [user: number, item: number, stars: number])[],
): Ratings =>
  toRatings(users, 4, {
    user: Int32Array.from(cells, ([user]) => user),
    item: Int32Array.from(cells, ([, item]) => item),
    value: Float32Array.from(cells, ([, , stars]) => stars),
    time: new Uint32Array(cells.length),
  });

/** User 0 can find item 2, user 1 likes no test movie, user 2 has no test rating, user 3 can find two movies. */
const split = {
  train: rows(4, [
    [0, 0, 5],
    [1, 0, 4],
    [1, 1, 3],
    [2, 0, 2],
    [3, 1, 1],
  ]),
  test: rows(4, [
    [0, 2, 4.5],
    [0, 1, 2],
    [1, 2, 3],
    [3, 0, 4],
    [3, 3, 5],
  ]),
  validation: rows(4, []),
};
const dataset: Dataset = {
  id: 'hand',
  name: 'hand',
  movies: ['War', 'War', 'Comedy', 'War'].map((genre, id) => ({
    id,
    title: '',
    year: null,
    genres: [genre],
  })),
  genres: ['Comedy', 'War'],
  ratings: split.train,
  report: { ratings: 0, users: 4, movies: 4, moviesWithoutGenres: 0, moviesWithoutRatings: 0, leftOut: [] },
};
/** Ranks 0, 1, 2, 3 and predicts three stars for every movie. */
const inOrder: Recommender = {
  score: () => Float32Array.of(4, 3, 2, 1),
  stars: (_, items) => new Float32Array(items.length).fill(3),
};

describe('an evaluation of lists of two equals values by hand', () => {
  const steps: number[] = [];
  const measured = evaluate(dataset, split, inOrder, 2, async (done) => void steps.push(done));

  test('ranks for users with a movie to find and leaves out their rated movies', async () => {
    const { users, perUser } = await measured;
    expect(users).toEqual([0, 3]);
    expect(usersToRank(split)).toEqual(users);
    // The list of user 0 is 1 and 2, and 2 is liked. The list of user 3 is 0 and 2, and 0 is liked; 3 is missed.
    expect(perUser.precision).toEqual([0.5, 0.5]);
    expect(perUser.recall).toEqual([1, 0.5]);
    expect(perUser.hitRate).toEqual([1, 1]);
    expect(perUser.mrr).toEqual([0.5, 1]);
    expect(perUser.map).toEqual([0.5, 0.5]);
    const second = 1 / Math.log2(3);
    expect(perUser.ndcg).toEqual([second, 1 / (1 + second)]);
    expect(perUser.f1).toEqual([expect.closeTo(2 / 3, 12), 0.5]);
    // A comedy and a war movie share no genre.
    expect(perUser.diversity).toEqual([1, 1]);
    // Of four users 3 rated movie 0, 2 rated movie 1 and none rated movie 2, which counts as one.
    expect(perUser.novelty).toEqual([(1 + 2) / 2, expect.closeTo((2 - Math.log2(3 / 4)) / 2, 12)]);
    expect(steps).toEqual([0, 1, 2, 3, 4]);
  });

  test('compares predicted stars with every test rating, liked or not', async () => {
    const { errors } = await measured;
    expect(errors).toEqual({
      squares: [1.5 ** 2 + 1, 0, 1 + 4],
      absolute: [2.5, 0, 3],
      ratings: [2, 1, 2],
      isNew: [false, false, false],
    });
    const { stars: _, ...withoutStars } = inOrder;
    expect((await evaluate(dataset, split, withoutStars, 2, async () => {})).errors).toBeNull();
  });

  test('measures all lists together', async () => {
    const { coverage, gini, byPopularity } = await measured;
    // The lists are 1, 2 and 0, 2.
    expect(coverage).toBe(0.75);
    expect(gini).toBeCloseTo((-3 * 0 - 1 * 1 + 1 * 1 + 3 * 2) / (4 * 4), 12);
    // Four movies in ten deciles: ordered by number of ratings, 0, 1, 2 and 3 are in deciles 0, 2, 5 and 7.
    expect(byPopularity.movies).toEqual([0.25, 0, 0.25, 0, 0, 0.5, 0, 0, 0, 0]);
    // Of five ratings movie 0 has the first three and movie 1 the next two; movies without ratings come last.
    expect(byPopularity.ratings).toEqual([0.25, 0, 0, 0, 0, 0, 0.25, 0, 0, 0.5]);
  });
});

test('refuses a recommender whose scores are no numbers', async () => {
  const broken: Recommender = { score: () => Float32Array.of(1, Number.NaN, 2, 3) };
  await expect(evaluate(dataset, split, broken, 2, async () => {})).rejects.toMatchObject({
    code: 'diverged',
  });
});

test('is given up when onProgress rejects', async () => {
  const stop = new Error('enough');
  const stopped = evaluate(dataset, split, inOrder, 2, async (done) => {
    if (done === 1) throw stop;
  });
  await expect(stopped).rejects.toBe(stop);
});
