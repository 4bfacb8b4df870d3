import { expect, test } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { dayRow } from '../../../../src/worker/recommendations/day-row.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { seasonalRatings } from '../../../fixtures/season.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const DECEMBER = 11;
const nobody = { item: new Int32Array(0), value: new Float32Array(0), time: new Float64Array(0) };
const catalogue = createCatalogue({ ...smallDataset(), ratings: seasonalRatings(DECEMBER) }, plainProduct);
const pool = catalogue.dataset.movies.map((_, item) => item);
const on = (month: number, day: number) => dayRow(catalogue, nobody, pool, new Date(2025, month, day));

test('December favours comedies: they are in its row, and each says why', () => {
  const row = on(DECEMBER, 24);
  if (row === null) throw new Error('there is a row');
  expect(row.subject).toEqual({ kind: 'occasion', day: 24, month: DECEMBER, weekday: null });
  for (const item of pool) {
    const isComedy = catalogue.dataset.movies[item].genres.includes('Comedy');
    expect(row.logOdds(item) > 0).toBe(isComedy);
  }
  // Movie 33 is rated in December alone, movie 0 is a comedy of another month.
  expect(row.reasons(33)).toEqual([{ by: 'month', genres: [], isOwn: false }]);
  expect(row.reasons(0)).toEqual([{ by: 'month', genres: ['Comedy'], isOwn: false }]);
  expect(row.reasons(1)).toEqual([]);
});

test('a row without dates, or of a pool without such movies, is none', () => {
  expect(
    dayRow(createCatalogue(smallDataset(), plainProduct), nobody, pool, new Date(2025, DECEMBER, 24)),
  ).toBeNull();
  expect(dayRow(catalogue, nobody, [1, 2], new Date(2025, DECEMBER, 24))).toBeNull();
});
