import type { Movie, Ratings } from './dataset.ts';
import { titleAndYear } from './movie-ids.ts';
import type { RowStatistics } from './statistics.ts';

/** Who rates fewer films alike may just have met films alike. */
export const ALIKE_LEAST = 20;
/** Standard deviation of stars under which all ratings are as good as the same. */
export const ALIKE_DEVIATION = 0.25;
/** Ratings within one minute that nobody gives one by one. */
export const BURST = 50;
const MINUTE = 60;

/** A user of the data set who stands out, with the numbers that say so. */
interface Alike {
  readonly user: number;
  readonly ratings: number;
  /** Standard deviation, stars. */
  readonly deviation: number;
}

interface Burst {
  readonly user: number;
  readonly ratings: number;
  /** Most within one minute. */
  readonly inAMinute: number;
}

/** A rating with a date that cannot be. */
interface Untimely {
  readonly user: number;
  readonly item: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/** What looks as if it were not one person's taste, told at one time. Left out only by choice (excluding.ts). */
export interface Suspicious {
  /** Rate everything the same, least varied first. */
  readonly alike: readonly Alike[];
  /** Rated a great many films within a minute, most first. */
  readonly bursts: readonly Burst[];
  /** Films of one title and year, by item. */
  readonly twice: readonly (readonly number[])[];
  /** Before the year in which the film came out. */
  readonly early: readonly Untimely[];
  /** After now. */
  readonly future: readonly Untimely[];
}

/** @param users from userStatistics @param now seconds since 1970 */
export function findSuspicious(
  movies: readonly Movie[],
  ratings: Ratings,
  users: RowStatistics,
  now: number,
): Suspicious {
  const untimely = untimelyOf(movies, ratings, now);
  return {
    alike: alikeOf(users),
    bursts: burstsOf(ratings),
    twice: twiceOf(movies),
    ...untimely,
  };
}

function alikeOf({ count, variance }: RowStatistics): Alike[] {
  return Array.from(count, (ratings, user) => ({ user, ratings, deviation: Math.sqrt(variance[user]) }))
    .filter(({ ratings, deviation }) => ratings >= ALIKE_LEAST && deviation < ALIKE_DEVIATION)
    .sort((a, b) => a.deviation - b.deviation || a.user - b.user);
}

function burstsOf({ users, rowStart, time }: Ratings): Burst[] {
  return Array.from({ length: users }, (_, user) => {
    const times = time.slice(rowStart[user], rowStart[user + 1]).sort();
    return { user, ratings: times.length, inAMinute: mostWithin(times, MINUTE) };
  })
    .filter(({ inAMinute }) => inAMinute > BURST)
    .sort((a, b) => b.inAMinute - a.inAMinute || a.user - b.user);
}

/** @param times ascending, 0 where unknown */
function mostWithin(times: Uint32Array, span: number): number {
  let most = 0;
  let first = 0;
  for (let n = 0; n < times.length; n++) {
    if (times[n] === 0) {
      first = n + 1;
      continue;
    }
    while (times[n] - times[first] > span) first++;
    most = Math.max(most, n - first + 1);
  }
  return most;
}

function twiceOf(movies: readonly Movie[]): number[][] {
  const found = new Map<string, number[]>();
  movies.forEach((movie, item) => {
    const name = titleAndYear(movie);
    const same = found.get(name);
    if (same === undefined) found.set(name, [item]);
    else same.push(item);
  });
  return [...found.values()].filter((items) => items.length > 1);
}

function untimelyOf(
  movies: readonly Movie[],
  { users, rowStart, item, time }: Ratings,
  now: number,
): Pick<Suspicious, 'early' | 'future'> {
  const early: Untimely[] = [];
  const future: Untimely[] = [];
  const begins = Float64Array.from(movies, ({ year }) =>
    year === null ? Number.NEGATIVE_INFINITY : Date.UTC(year, 0) / 1000,
  );
  for (let user = 0; user < users; user++) {
    for (let n = rowStart[user]; n < rowStart[user + 1]; n++) {
      if (time[n] === 0) continue;
      const rating = { user, item: item[n], time: time[n] };
      if (time[n] < begins[item[n]]) early.push(rating);
      if (time[n] > now) future.push(rating);
    }
  }
  return { early, future };
}
