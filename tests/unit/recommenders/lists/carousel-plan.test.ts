import { describe, expect, test } from 'vitest';
import { finish } from '../../../../src/base/steps.ts';
import type { Movie } from '../../../../src/dataset/dataset.ts';
import {
  fillCarousels,
  planRows,
  type RowContext,
  type RowPlan,
} from '../../../../src/recommenders/lists/carousel-plan.ts';
import { seedMovies } from '../../../../src/recommenders/lists/seed-movies.ts';
import { ease, fitEase } from '../../../../src/recommenders/models/ease.ts';
import { fitIals, ials } from '../../../../src/recommenders/models/implicit-als.ts';
import { fitTfidf } from '../../../../src/recommenders/models/tfidf.ts';
import type { Person } from '../../../../src/recommenders/recommender.ts';
import { contributionsOf, randomRatings } from '../../../fixtures/small-data.ts';

const genres = ['Comedy', 'Drama', 'Horror', 'War'];
const movies: Movie[] = Array.from({ length: 60 }, (_, i) => ({
  id: i,
  title: `Film ${i}`,
  year: 1980,
  genres: i === 59 ? [] : [genres[i % 4]],
}));
const tfidf = fitTfidf(movies, genres);
const ratings = randomRatings(50, 60, 0.3, 3);

const filled = (...asked: Parameters<typeof fillCarousels>) => finish(fillCarousels(...asked));

function person(given: readonly (readonly [number, number])[], picked: readonly string[] = []): Person {
  return {
    ratings: {
      item: Int32Array.from(given, ([item]) => item),
      value: Float32Array.from(given, ([, stars]) => stars),
    },
    genres: picked,
  };
}

function contextOf(of: Person, more: Partial<RowContext> = {}): RowContext {
  const relevance = Float32Array.from(movies, (_, i) => -i);
  const counts = Int32Array.from(movies, (_, i) => i);
  return {
    person: of,
    shelf: { movies, counts, known: counts, tfidf },
    users: 200,
    relevance,
    unpopular: relevance.map((score) => -score),
    recent: null,
    occasion: null,
    seeds: [],
    ease: null,
    ials: null,
    drawn: null,
    pool,
    ...more,
  };
}

const kinds = (plans: readonly RowPlan[]) => plans.map(({ subject }) => subject.kind);
const pool = movies.map((_, i) => i);

describe('which rows there are', () => {
  test('without ratings and picks there are only hidden gems', () => {
    expect(kinds(planRows(contextOf(person([]))))).toEqual(['gems']);
  });

  test('a picked genre has a row, and so have the movies of other genres', () => {
    const plans = planRows(contextOf(person([], ['War'])));
    expect(plans.map(({ subject }) => subject)).toEqual([
      { kind: 'genre', genre: 'War', picked: true },
      { kind: 'gems', most: 6 },
      { kind: 'different', from: ['War'], isDrawn: false },
    ]);
    const [war, gems, different] = plans;
    for (const item of pool) {
      const [genre] = movies[item].genres;
      expect(war.worth(item)).toBe(genre === 'War' ? -item : null);
      // Rated by three people at least, by 3 % of 200 at most; popularity does not count.
      expect(gems.worth(item)).toBe(item >= 3 && item <= 6 ? item : null);
      expect(different.worth(item)).toBe(genre === 'War' || genre === undefined ? null : -item);
    }
  });

  test('a genre that was not picked has a row only where two or more ratings have a mean above the person’s', () => {
    const of = (given: readonly (readonly [number, number])[]) =>
      planRows(contextOf(person(given)))
        .map(({ subject }) => subject)
        .filter(({ kind }) => kind === 'genre');
    // Comedy 4.5 and 4, Drama 2 and 3: the mean is 3.375.
    const twice = [
      [0, 4.5],
      [4, 4],
      [1, 2],
      [5, 3],
    ] as const;
    expect(of(twice)).toEqual([{ kind: 'genre', genre: 'Comedy', picked: false }]);
    expect(
      of([
        [0, 5],
        [1, 2],
        [5, 3],
      ]),
    ).toEqual([]);
    // All equal: none is above the mean.
    expect(
      of([
        [0, 4],
        [4, 4],
        [1, 4],
        [5, 4],
      ]),
    ).toEqual([]);
  });

  test('the row of a seed movie ranks by exactly what its rating alone adds', async () => {
    const model = ease(await fitEase(ratings), ratings);
    const own = person([
      [7, 5],
      [9, 3.5],
      [30, 4],
    ]);
    const [plan] = planRows(contextOf(own, { ease: model, seeds: [7] }));
    expect(plan.subject).toEqual({ kind: 'seed', item: 7 });
    let added = 0;
    for (const item of pool.filter((i) => ![7, 9, 30].includes(i))) {
      const part = contributionsOf(model, own, item).parts[0];
      if (part > 0) expect(plan.worth(item)).toBeCloseTo(part, 5);
      else expect(plan.worth(item)).toBeNull();
      if (part > 0) added++;
    }
    expect(added).toBeGreaterThan(10);
  });

  test('the row by taste needs three liked movies', async () => {
    const model = ials(
      await fitIals(ratings, {
        counted: 'liked' as const,
        rank: 4,
        confidence: 8,
        regularisation: 5,
        sweeps: 3,
        seed: 1,
      }),
    );
    const with_ = (...stars: readonly number[]) =>
      planRows(contextOf(person(stars.map((given, n) => [n * 3, given])), { ials: model }));
    expect(kinds(with_(5, 4))).not.toContain('taste');
    // Two stars are no preference.
    expect(kinds(with_(5, 4, 2))).not.toContain('taste');
    const own = person([
      [0, 5],
      [3, 4],
      [6, 3],
    ]);
    const [taste] = planRows(contextOf(own, { ials: model }));
    expect(taste.subject).toEqual({ kind: 'taste' });
    const scores = model.score(own);
    for (const item of pool) expect(taste.worth(item)).toBe(scores[item]);
  });
});

describe('the row of recent years', () => {
  test('is one of all their movies, in the order of the list and beyond the pool of the other rows', () => {
    const recent = { since: 2019, items: [50, 57, 51, 55, 40] };
    const plans = planRows(contextOf(person([], ['War']), { recent }));
    expect(kinds(plans)).toEqual(['genre', 'recent', 'gems', 'different']);
    const rows = filled(plans, [...pool.slice(0, 30), 40]);
    const row = rows.find(({ subject }) => subject.kind === 'recent');
    expect(row?.subject).toEqual({ kind: 'recent', since: 2019 });
    expect(row?.items).toEqual([40, 50, 51, 55, 57]);
    const others = rows.filter((other) => other !== row).flatMap(({ items }) => items);
    expect(others.filter((item) => item > 30)).toEqual([]);
  });
});

describe('allocating movies to rows', () => {
  const plan = (genre: string, fits: (item: number) => boolean): RowPlan => ({
    subject: { kind: 'genre', genre, picked: true },
    worth: (item) => (fits(item) ? -item : null),
  });
  const all = Array.from({ length: 100 }, (_, i) => i);

  test('each row gets the best ones that are left, a dozen before any gets more, and no movie comes twice', () => {
    const [first, second] = filled([plan('a', () => true), plan('b', (item) => item < 40)], all);
    expect(first.items.slice(0, 12)).toEqual(all.slice(0, 12));
    expect(second.items.slice(0, 12)).toEqual(all.slice(12, 24));
    expect(first.items.slice(12)).toEqual(all.slice(24, 36));
    expect(second.items.slice(12)).toEqual(all.slice(36, 40));
    expect(new Set([...first.items, ...second.items]).size).toBe(40);
  });

  test('only movies of the pool are used; a row of fewer than four is dropped', () => {
    expect(filled([plan('a', (item) => item < 10)], [2, 4, 6, 8, 50])).toEqual([
      { subject: { kind: 'genre', genre: 'a', picked: true }, items: [2, 4, 6, 8] },
    ]);
    expect(filled([plan('a', (item) => item < 7)], [2, 4, 6, 8, 50])).toEqual([]);
    // The first row leaves too few movies for the second.
    const rows = filled([plan('a', (item) => item < 10), plan('b', (item) => item < 12)], all);
    expect(rows.map(({ subject }) => subject)).toEqual([{ kind: 'genre', genre: 'a', picked: true }]);
  });
});

describe('seed movies', () => {
  test('are the last liked one, and of another kind the one with the most stars', () => {
    const given = [
      { item: 0, stars: 5, at: 1 },
      { item: 1, stars: 4, at: 2 },
      { item: 5, stars: 5, at: 3 },
      { item: 4, stars: 4.5, at: 9 },
      { item: 2, stars: 2, at: 10 },
    ];
    expect(seedMovies(given, tfidf)).toEqual([4, 5]);
    expect(seedMovies(given.slice(3), tfidf)).toEqual([4]);
    expect(seedMovies([{ item: 0, stars: 3.5, at: 1 }], tfidf)).toEqual([]);
    expect(seedMovies([], tfidf)).toEqual([]);
  });
});

test('with a posterior the movies of other genres are those that were drawn, in their order', () => {
  const asked: { among: readonly number[]; count: number }[] = [];
  const picks = [30, 2, 41, 13, 58];
  const drawn: RowContext['drawn'] = (among, count) => {
    asked.push({ among, count });
    return picks;
  };
  const plans = planRows(contextOf(person([], ['War']), { drawn }));
  const different = plans[plans.length - 1];
  expect(different.subject).toEqual({ kind: 'different', from: ['War'], isDrawn: true });
  expect(asked).toHaveLength(1);
  expect(asked[0].among).toEqual(pool.filter((item) => item !== 59 && item % 4 !== 3));
  expect(asked[0].count).toBeGreaterThanOrEqual(24);
  expect(filled([different], pool)[0].items).toEqual(picks);
});
