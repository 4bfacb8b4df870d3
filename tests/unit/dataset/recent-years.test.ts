import { expect, it } from 'vitest';
import { recentSince } from '../../../src/dataset/recent-years.ts';

const of = (...years: readonly (number | null)[]) => ({
  movies: years.map((year) => ({ year })),
  report: { ratings: 1 },
});
const OLD = Array.from({ length: 12 }, (_, i) => 1990 + i);

it('is the five years up to the newest one that has several movies', () => {
  expect(recentSince(of(...OLD, 2016, 2016, 2016, 2016))).toBe(2012);
  expect(recentSince(of(...OLD, 2013, 2014, 2015, 2016))).toBe(2009);
});

it('is not moved by a wrong year, nor by movies without one', () => {
  expect(recentSince(of(...OLD, 2016, 2016, 2016, 2016, 2049))).toBe(2012);
  expect(recentSince(of(...OLD, 2016, null, 2016, null, 2016, 2016))).toBe(2012);
});

it('is nothing where most movies would be recent, or hardly any has a year', () => {
  expect(recentSince(of(2014, 2015, 2016, 2016, 2016, 1990))).toBeNull();
  expect(recentSince(of(1990, 1991, 2016, null))).toBeNull();
  expect(recentSince(of())).toBeNull();
});

it('is nothing in a starter, which holds only some of the movies and no ratings', () => {
  const whole = of(...OLD, 2016, 2016, 2016, 2016);
  expect(recentSince(whole)).toBe(2012);
  expect(recentSince({ ...whole, report: { ratings: 0 } })).toBeNull();
});
