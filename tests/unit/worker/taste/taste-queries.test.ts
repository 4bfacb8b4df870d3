import { describe, expect, it } from 'vitest';
import { type TasteRating, tasteText } from '../../../../src/base/taste-text.ts';
import { ownTaste } from '../../../../src/worker/taste/own-taste.ts';
import { dataset, device, type Visit } from '../../../fixtures/visits.ts';

const OWN = { type: 'ownTaste' } as const;
const comparisonWith = (ratings: readonly TasteRating[]) =>
  ({
    type: 'tasteComparison',
    taste: tasteText({ name: 'Ada', ratings, total: ratings.length, at: Date.UTC(2026, 0, 1) }),
  }) as const;

/** Stars of the first movies of the data set, from id 100 on. */
const of = (...stars: readonly number[]) => stars.map((rating, n) => ({ movieId: 100 + n, rating }));

function rate(visit: Visit, ratings: readonly TasteRating[]): void {
  for (const { movieId, rating } of ratings) visit.handle({ type: 'rate', movieId, stars: rating });
}

const MINE = of(5, 4.5, 3, 2, 4, 3.5, 1, 5, 2.5, 4, 0.5, 3);
const THEIRS = of(4.5, 4, 3.5, 1, 4.5, 2, 2, 5, 3, 3.5, 1.5, 2.5);

describe('a comparison', () => {
  it('has the correlation of the movies in common with its interval, and the mean distance', async () => {
    const visit = device().visit({}, { autoTrain: false });
    rate(visit, [...MINE, { movieId: 130, rating: 1 }]);
    const found = await visit.ask(comparisonWith([...THEIRS, { movieId: 131, rating: 5 }]));
    expect(found.inCommon).toBe(12);
    expect(found.meanDistance).toBeCloseTo(2 / 3, 12);
    expect(found.likeness?.correlation).toBeCloseTo(0.842223099244282, 12);
    expect(found.likeness?.low).toBeCloseTo(0.5193518695461413, 10);
    expect(found.likeness?.high).toBeCloseTo(0.9546780346372472, 10);
  });

  it('has no correlation of fewer than ten movies, or where somebody gave all the same stars', async () => {
    const visit = device().visit({}, { autoTrain: false });
    rate(visit, MINE);
    const few = await visit.ask(comparisonWith(THEIRS.slice(0, 9)));
    expect(few).toMatchObject({ inCommon: 9, likeness: null });
    expect(few.meanDistance).not.toBeNull();
    const flat = THEIRS.map(({ movieId }) => ({ movieId, rating: 4 }));
    expect(await visit.ask(comparisonWith(flat))).toMatchObject({ inCommon: 12, likeness: null });
    expect(await visit.ask(comparisonWith(of().concat({ movieId: 139, rating: 3 })))).toMatchObject({
      inCommon: 0,
      likeness: null,
      meanDistance: null,
    });
  });

  it('lists where both differ most, the farthest first, and nothing nearer than a star', async () => {
    const visit = device().visit({}, { autoTrain: false });
    rate(visit, of(5, 1, 3, 2, 4));
    const { apart } = await visit.ask(comparisonWith(of(4.5, 4, 3.5, 5, 3)));
    expect(apart.map(({ movie, yours, theirs }) => [movie.id, yours, theirs])).toEqual([
      [101, 1, 4],
      [103, 2, 5],
      [104, 4, 3],
    ]);
  });

  it('lists five liked movies that the person does not know, with predicted stars', async () => {
    const visit = device().visit();
    await visit.untilTrained('als');
    rate(visit, of(5, 1));
    visit.handle({ type: 'mark', movieId: 102, mark: 'seen' });
    visit.handle({ type: 'mark', movieId: 103, mark: 'notInterested' });
    visit.handle({ type: 'mark', movieId: 104, mark: 'watchlist' });
    const theirs = of(5, 5, 5, 5, 5, 4, 3.5, 4, 4.5, 5, 4, 4);
    const { unseen, best, missing } = await visit.ask(
      comparisonWith([...theirs, { movieId: 9000, rating: 5 }]),
    );
    const stars = unseen.map(({ theirs }) => theirs);
    expect(stars).toEqual([5, 5, 4.5, 4, 4]);
    expect(new Set(unseen.slice(0, 2).map(({ card }) => card.movie.id))).toEqual(new Set([104, 109]));
    expect(unseen.every(({ card }) => card.predicted !== null && card.yours === null)).toBe(true);
    expect(best.map(({ stars }) => stars)).toEqual([5, 5, 5, 5, 5, 5]);
    expect(missing).toBe(1);
  });

  it('is made anew when the person rates, and leaves nothing of theirs behind', async () => {
    const here = device();
    const visit = here.visit({}, { autoTrain: false });
    rate(visit, MINE.slice(0, 3));
    const query = comparisonWith(THEIRS);
    expect((await visit.ask(query)).inCommon).toBe(3);
    const before = JSON.stringify([...here.stored]);
    await visit.ask(comparisonWith(of(1, 1, 1)));
    expect(JSON.stringify([...here.stored])).toBe(before);
    visit.handle({ type: 'rate', movieId: 110, stars: 2 });
    await visit.settled();
    expect(visit.answer(query).inCommon).toBe(4);
  });
});

describe('what one shares', () => {
  it('is all ratings, the most surprising first', async () => {
    const visit = device().visit({}, { autoTrain: false });
    rate(visit, MINE);
    const own = await visit.ask(OWN);
    expect(new Map(own.map(({ movieId, rating }) => [movieId, rating]))).toEqual(
      new Map(MINE.map(({ movieId, rating }) => [movieId, rating])),
    );
    const { item, value } = dataset.ratings;
    const meanOf = (movieId: number) => {
      const all = [...item].flatMap((one, n) => (one === movieId - 100 ? [value[n]] : []));
      return all.reduce((sum, stars) => sum + stars, 0) / all.length;
    };
    const above = own.map(({ movieId, rating }) => rating - meanOf(movieId));
    const usual = above.reduce((sum, one) => sum + one, 0) / above.length;
    const telling = above.map((one) => Math.abs(one - usual));
    expect(telling).toEqual([...telling].sort((a, b) => b - a));
  });

  it('goes by the mean of the whole world where it is known; movies of other data sets come last', () => {
    const statistics = { count: Int32Array.of(9, 9, 0), mean: Float32Array.of(4, 2, Number.NaN) };
    const catalogue = {
      indexOf: new Map([1, 2, 3].map((id, item) => [id, item])),
      dataset: { ...dataset, statistics: statistics as never },
      counts: Int32Array.of(1, 1, 2),
      starSums: Float64Array.of(1, 1, 7),
    };
    const ratings = new Map([
      [7, { stars: 5, at: 9 }],
      [1, { stars: 4.5, at: 1 }],
      [2, { stars: 4.5, at: 2 }],
      [3, { stars: 4, at: 3 }],
    ]);
    // Above the mean: 0.5, 2.5 and 0.5, so 1.17 as a rule.
    expect(ownTaste(catalogue, { ratings }).map(({ movieId }) => movieId)).toEqual([2, 3, 1, 7]);
  });
});
