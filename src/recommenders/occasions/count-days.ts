import type { Movie, Ratings } from '../../dataset/dataset.ts';
import { calendarDay, eachDay, OCCASIONS, occasionsOf } from './calendar.ts';

/** Of a larger data set every second, third … user is read, so that counting takes less than a second. */
const MOST_RATINGS = 3_000_000;

/** Counts by year; place `OCCASIONS` of each row is the whole year. */
export interface DayCounts {
  /** Every so many users one was read. */
  readonly step: number;
  readonly years: readonly number[];
  /** `[years][occasions + 1]` people who rated */
  readonly people: readonly Float64Array[];
  /** `[years][occasions + 1]` days, each of one user */
  readonly days: readonly Float64Array[];
  /** `[years][genres][occasions + 1]` days, shared among the ratings of each */
  readonly genreDays: readonly (readonly Float64Array[])[];
  /** `[years][occasions + 1]` ratings */
  readonly ratings: readonly Float64Array[];
  /** `[genres]` how much the months of users differ */
  readonly clusters: readonly Clusters[];
}

/** Sums over the months of each user: S is the sum of a genre's shares of the month's days, D the number of these days. */
export interface Clusters {
  /** Sums of `S S`, `S D` and `D D`. */
  ss: number;
  sd: number;
  dd: number;
}

/** Ratings between two turns of the event loop, where somebody gives them: some milliseconds. */
export const COUNTED_AT_ONCE = 10_000;

/** Counts the days on which somebody rated, and yields now and then. @returns null where no rating has a date */
export function* countDays(
  { users, rowStart, item, time }: Ratings,
  genresOf: readonly (readonly number[])[],
  genres: number,
): Generator<void, DayCounts | null> {
  const step = Math.max(1, Math.ceil(item.length / MOST_RATINGS));
  const { counts, indexOf } = yearCounts(genres);
  const { people, days, genreDays, ratings } = counts;
  const clusters = Array.from({ length: genres }, (): Clusters => ({ ss: 0, sd: 0, dd: 0 }));
  let since = 0;
  for (let u = 0; u < users; u += step) {
    since += rowStart[u + 1] - rowStart[u];
    if (since > COUNTED_AT_ONCE) {
      since = 0;
      yield;
    }
    const seen = new Set<number>();
    const months = new Map<number, { days: number; readonly shares: Float64Array }>();
    eachDay(time, rowStart[u], rowStart[u + 1], (day, positions) => {
      const date = calendarDay(day);
      const y = indexOf(date.year);
      const shares = new Float64Array(genres);
      for (const n of positions) for (const g of genresOf[item[n]]) shares[g] += 1 / positions.length;
      const month = months.get(12 * y + date.month) ?? { days: 0, shares: new Float64Array(genres) };
      months.set(12 * y + date.month, month);
      month.days++;
      for (let g = 0; g < genres; g++) month.shares[g] += shares[g];
      for (const o of [...occasionsOf(date), OCCASIONS]) {
        days[y][o]++;
        ratings[y][o] += positions.length;
        for (let g = 0; g < genres; g++) genreDays[y][g][o] += shares[g];
        const key = y * (OCCASIONS + 1) + o;
        if (!seen.has(key)) people[y][o]++;
        seen.add(key);
      }
    });
    for (const { days: d, shares } of months.values()) {
      clusters.forEach((sums, g) => {
        sums.ss += shares[g] * shares[g];
        sums.sd += shares[g] * d;
        sums.dd += d * d;
      });
    }
  }
  return counts.years.length === 0 ? null : { step, ...counts, clusters };
}

/** Rows of counts that grow with each new year. */
function yearCounts(genres: number) {
  const row = () => new Float64Array(OCCASIONS + 1);
  const years: number[] = [];
  const people: Float64Array[] = [];
  const days: Float64Array[] = [];
  const genreDays: Float64Array[][] = [];
  const ratings: Float64Array[] = [];
  const indexOf = (year: number) => {
    const known = years.indexOf(year);
    if (known >= 0) return known;
    people.push(row());
    days.push(row());
    ratings.push(row());
    genreDays.push(Array.from({ length: genres }, row));
    return years.push(year) - 1;
  };
  return { counts: { years, people, days, genreDays, ratings }, indexOf };
}

/** The indices of each movie's genres. */
export function genresByItem(movies: readonly Movie[], genres: readonly string[]): number[][] {
  const indexOf = new Map(genres.map((genre, g) => [genre, g]));
  return movies.map((movie) => movie.genres.flatMap((genre) => indexOf.get(genre) ?? []));
}
