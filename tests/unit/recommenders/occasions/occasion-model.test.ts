import { describe, expect, test } from 'vitest';
import { type Movie, type Ratings, toRatings } from '../../../../src/dataset/dataset.ts';
import { calendarDay, dayOf, MONTHS, occasionsOf } from '../../../../src/recommenders/occasions/calendar.ts';
import { isReliable, shrunkLogOdds } from '../../../../src/recommenders/occasions/log-odds.ts';
import {
  fitOccasions,
  fitOccasionsInPieces,
  type OccasionModel,
} from '../../../../src/recommenders/occasions/occasion-model.ts';

const DECEMBER = 11;
const genres = ['Crime', 'War'];
const [CRIME, WAR] = [0, 1];
/** Movies 0 to 11 are crime, 12 to 23 war, 24 is crime that is rated in December only. */
const movies: Movie[] = Array.from({ length: 25 }, (_, i) => ({
  id: i,
  title: `Film ${i}`,
  year: 1990,
  genres: [genres[i >= 12 && i < 24 ? WAR : CRIME]],
}));

const at = (year: number, month: number, day = 10) => Date.UTC(year, month, day, 20) / 1000;

/** Each user rates one crime and one war movie on the tenth of each month of a year; in December two crime movies. */
function madeUp(years: readonly number[], usersOfYear: number, change = (time: number) => time): Ratings {
  const rows: { user: number; item: number; time: number }[] = [];
  years.forEach((year, y) => {
    for (let n = 0; n < usersOfYear; n++) {
      const user = y * usersOfYear + n;
      for (let month = 0; month < 12; month++) {
        const time = change(at(year, month));
        const second = month === DECEMBER ? 24 : 12 + month;
        rows.push({ user, item: month, time }, { user, item: second, time });
      }
    }
  });
  return toRatings(years.length * usersOfYear, movies.length, {
    user: Int32Array.from(rows, ({ user }) => user),
    item: Int32Array.from(rows, ({ item }) => item),
    value: Float32Array.from(rows, () => 4),
    time: Uint32Array.from(rows, ({ time }) => time),
  });
}

function fitted(ratings: Ratings): OccasionModel {
  const model = fitOccasions({ movies, genres, ratings });
  if (model === null) throw new Error('there are dates');
  return model;
}

describe('shrunk log-odds', () => {
  test('values computed by hand', () => {
    // a = 10 * 0.5 + 8 = 13, b = 10 * 0.5 + 2 = 7.
    const { value, error } = shrunkLogOdds(8, 10, 0.5, 10);
    expect(value).toBeCloseTo(Math.log(13 / 7), 12);
    expect(value).toBeCloseTo(0.619039, 6);
    expect(error).toBeCloseTo(Math.sqrt(1 / 13 + 1 / 7), 12);
  });

  test('nothing counted is as usual, one rating is never reliable, and the same share of many is', () => {
    expect(shrunkLogOdds(0, 0, 0.2, 50).value).toBeCloseTo(0, 12);
    // a = 50 * 0.1 + 1 = 6, b = 45.
    const one = shrunkLogOdds(1, 1, 0.1, 50);
    expect(one.value).toBeCloseTo(Math.log(6 / 45) - Math.log(1 / 9), 12);
    expect(isReliable(one)).toBe(false);
    expect(isReliable(shrunkLogOdds(60, 100, 0.1, 50))).toBe(true);
    expect(isReliable(shrunkLogOdds(0, 1000, 0.1, 50))).toBe(true);
  });

  test('of what never or always happens there is nothing to learn', () => {
    expect(shrunkLogOdds(0, 5, 0, 50).value).toBe(0);
    expect(isReliable(shrunkLogOdds(5, 5, 1, 50))).toBe(false);
  });
});

test('a day has a month and a weekday', () => {
  // 1 January 1970 was a Thursday, 29 February 2024 too.
  expect(calendarDay(dayOf(0))).toEqual({ year: 1970, month: 0, weekday: 4 });
  const leap = calendarDay(dayOf(at(2024, 1, 29)));
  expect(leap).toEqual({ year: 2024, month: 1, weekday: 4 });
  expect(occasionsOf(leap)).toEqual([1, MONTHS + 4]);
});

describe('what is rated more in some months', () => {
  test('a genre that December favours, by hand', () => {
    const model = fitted(madeUp([2000, 2001], 100));
    // Crime has half of eleven days and all of the twelfth: 6.5 of 12.
    expect(model.shares[CRIME]).toBeCloseTo(6.5 / 12, 10);
    const p = 6.5 / 12;
    // Months of a user, a day each: eleven differ from p by 0.5 - p, one by 1 - p. A day counts as 13 yes or no.
    const effect = (11 * (0.5 - p) ** 2 + (1 - p) ** 2) / (12 * p * (1 - p));
    expect(1 / effect).toBeCloseTo(13, 10);
    const a = 50 * p + 200 / effect;
    const b = 50 * (1 - p);
    const december = model.ofGenre(CRIME, DECEMBER);
    expect(december.value).toBeCloseTo(Math.log(a / b) - Math.log(6.5 / 5.5), 10);
    expect(isReliable(december)).toBe(true);
    expect(model.ofGenre(WAR, DECEMBER).value).toBeCloseTo(-december.value, 10);
    // Half of each day, where 6.5 of 12 is usual.
    expect(model.ofGenre(CRIME, 5).value).toBeCloseTo(
      Math.log((50 * p + 100 / effect) / (50 * (1 - p) + 100 / effect)) - Math.log(6.5 / 5.5),
      10,
    );
    expect(model.ofGenre(CRIME, 5).value).toBeLessThan(0);
  });

  test('a movie that is rated in December only, by hand; a single rating of a movie says nothing', () => {
    const model = fitted(madeUp([2000, 2001], 100));
    // 200 of 200 where a twelfth of all ratings is expected: a = 20 / 12 + 200, b = 20 * 11 / 12.
    const expected = Math.log((20 / 12 + 200) / (220 / 12)) - Math.log(1 / 11);
    expect(model.ofMovie(24, DECEMBER).value).toBeCloseTo(expected, 5);
    expect(isReliable(model.ofMovie(24, DECEMBER))).toBe(true);
    expect(model.ofMovie(24, 5).value).toBe(0);
    expect(fitted(madeUp([2000, 2001], 1)).ofMovie(24, DECEMBER).value).toBe(0);
  });

  test('few people, or one year alone, make no season', () => {
    expect(fitted(madeUp([2000, 2001], 4)).ofGenre(CRIME, DECEMBER).value).toBe(0);
    const oneYear = fitted(madeUp([2000], 200));
    expect(oneYear.ofGenre(CRIME, DECEMBER).value).toBe(0);
    expect(oneYear.ofMovie(24, DECEMBER).value).toBe(0);
    // 10 December 2000 was a Sunday, and a weekday recurs within a year.
    expect(oneYear.ofGenre(CRIME, MONTHS).value).toBeGreaterThan(0);
  });

  test('a genre of certain years is no season: what is usual is taken from the same years', () => {
    // War is rated in 2001 only, and all of 2001 is rated in December; 2000 has every month.
    const early = madeUp([2000, 2002], 50);
    const rows = { user: [] as number[], item: [] as number[], value: [] as number[], time: [] as number[] };
    for (let u = 0; u < early.users; u++) {
      for (let n = early.rowStart[u]; n < early.rowStart[u + 1]; n++) {
        if (early.item[n] >= 12) continue;
        rows.user.push(u);
        rows.item.push(early.item[n]);
        rows.value.push(4);
        rows.time.push(early.time[n]);
      }
    }
    for (let user = 100; user < 200; user++) {
      rows.user.push(user);
      rows.item.push(12);
      rows.value.push(4);
      rows.time.push(at(2001, DECEMBER));
    }
    const model = fitted(
      toRatings(200, movies.length, {
        user: Int32Array.from(rows.user),
        item: Int32Array.from(rows.item),
        value: Float32Array.from(rows.value),
        time: Uint32Array.from(rows.time),
      }),
    );
    expect(model.ofGenre(WAR, DECEMBER).value).toBeCloseTo(0, 10);
  });

  test('many ratings are counted in pieces, to the same model', async () => {
    const ratings = madeUp([2000, 2001], 300);
    let pauses = 0;
    const pause = async () => void pauses++;
    const model = await fitOccasionsInPieces({ movies, genres, ratings }, pause);
    const atOnce = fitted(ratings);
    // Twice over 14,400 ratings: days first, then movies.
    expect(pauses).toBe(2);
    expect(model?.shares).toEqual(atOnce.shares);
    expect(model?.ofGenre(WAR, DECEMBER)).toEqual(atOnce.ofGenre(WAR, DECEMBER));
    for (const item of movies.keys())
      expect(model?.ofMovie(item, DECEMBER)).toEqual(atOnce.ofMovie(item, DECEMBER));
    const given = new Error('another data set');
    const stops = () => Promise.reject(given);
    await expect(fitOccasionsInPieces({ movies, genres, ratings }, stops)).rejects.toBe(given);
  });

  test('ratings without dates teach nothing', () => {
    const ratings = madeUp([2000, 2001], 5, () => 0);
    expect(fitOccasions({ movies, genres, ratings })).toBeNull();
  });
});
