import type { Movie, Ratings } from './dataset.ts';
import { titleAndYear } from './movie-ids.ts';
import type { RowStatistics } from './statistics.ts';

/** Least number of ratings of a user who rates everything the same; fewer equal ratings may be a coincidence. */
export const ALIKE_LEAST = 20;
/** All ratings of a user count as the same if the standard deviation of the stars is below this. */
export const ALIKE_DEVIATION = 0.25;
/** More ratings within one minute than this are not given one by one. */
export const BURST = 50;
const MINUTE = 60;

/** A user who rates everything the same. */
interface Alike {
  readonly user: number;
  readonly ratings: number;
  /** Standard deviation in stars. */
  readonly deviation: number;
}

/** A user who rated many movies within a minute. */
interface Burst {
  readonly user: number;
  readonly ratings: number;
  /** Largest number of ratings within one minute. */
  readonly inAMinute: number;
}

/** A rating at an impossible time. */
interface Untimely {
  readonly user: number;
  readonly item: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/** Ratings that do not look like the taste of one person. They are excluded only by choice (exclude-suspicious.ts). */
export interface Suspicious {
  /** Users who rate everything the same, smallest deviation first. */
  readonly alike: readonly Alike[];
  /** Users who rated very many movies within a minute, most first. */
  readonly bursts: readonly Burst[];
  /** Groups of items with the same title and year. */
  readonly twice: readonly (readonly number[])[];
  /** Ratings from before the year of the movie. */
  readonly early: readonly Untimely[];
  /** Ratings from the future. */
  readonly future: readonly Untimely[];
}

/** Finds suspicious ratings. @param users from userStatistics @param now seconds since 1970 */
export function findSuspicious(
  movies: readonly Movie[],
  ratings: Ratings,
  users: RowStatistics,
  now: number,
): Suspicious {
  const { early, future } = untimelyOf(movies, ratings, now);
  return { alike: alikeOf(users), bursts: burstsOf(ratings), twice: twiceOf(movies), early, future };
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

/** The largest number of times within a span. @param times ascending, 0 where unknown @param span seconds */
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
