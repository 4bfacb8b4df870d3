import { finish, type Steps } from '../base/steps.ts';
import { LOOKED_AT_ONCE } from './statistics.ts';

/** Number of ratings in one year. */
export interface YearCount {
  readonly year: number;
  readonly ratings: number;
}

/** Ratings of each year, and those without a date. */
interface RatingsByYear {
  readonly years: YearCount[];
  readonly undated: number;
}

const DAY = 24 * 60 * 60;
const EPOCH = 1970;
/** The second with which each year begins, from 1970 to the end of 32 bits. */
const BEGINS = Float64Array.from({ length: 138 }, (_, n) => Date.UTC(EPOCH + n, 0) / 1000);

/**
 * Counts ratings by year (UTC), from the first year to the last without gaps, and those without a date.
 * @param time seconds since 1970, 0 where unknown
 */
export function ratingsByYear(time: Uint32Array): RatingsByYear {
  return finish(ratingsByYearSteps(time));
}

/** Like {@link ratingsByYear}, in steps of some milliseconds. */
export function* ratingsByYearSteps(time: Uint32Array): Steps<RatingsByYear> {
  const counts = new Float64Array(BEGINS.length);
  let undated = 0;
  for (let from = 0; from < time.length; from += LOOKED_AT_ONCE) {
    undated += countYears(time.subarray(from, from + LOOKED_AT_ONCE), counts);
    yield;
  }
  const found = new Map([...counts].flatMap((count, n) => (count > 0 ? [[EPOCH + n, count] as const] : [])));
  if (found.size === 0) return { years: [], undated };
  const first = Math.min(...found.keys());
  const last = Math.max(...found.keys());
  const years = Array.from({ length: last - first + 1 }, (_, n) => ({
    year: first + n,
    ratings: found.get(first + n) ?? 0,
  }));
  return { years, undated };
}

/** @param counts `[years]` grows by the ratings of each year @returns how many have no date */
function countYears(time: Uint32Array, counts: Float64Array): number {
  let undated = 0;
  for (const at of time) {
    if (at === 0) {
      undated++;
      continue;
    }
    // No year is longer than 366 days, so this is the year or the one before.
    let n = Math.floor(at / (366 * DAY));
    while (at >= BEGINS[n + 1]) n++;
    counts[n]++;
  }
  return undated;
}
