import { finish, type Steps } from '../base/steps.ts';
import type { Movie, Ratings } from './dataset.ts';
import { titleAndYear } from './movie-ids.ts';
import { LOOKED_AT_ONCE, type RowStatistics } from './statistics.ts';

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
  return finish(findSuspiciousSteps(movies, ratings, users, now));
}

/** Like {@link findSuspicious}, in steps of some milliseconds. */
export function* findSuspiciousSteps(
  movies: readonly Movie[],
  ratings: Ratings,
  users: RowStatistics,
  now: number,
): Steps<Suspicious> {
  const { early, future } = yield* untimelyOf(movies, ratings, now);
  const bursts = yield* burstsOf(ratings);
  const twice = yield* twiceOf(movies);
  return { alike: alikeOf(users), bursts, twice, early, future };
}

function alikeOf({ count, variance }: RowStatistics): Alike[] {
  const found: Alike[] = [];
  for (let user = 0; user < count.length; user++) {
    const deviation = Math.sqrt(variance[user]);
    if (count[user] >= ALIKE_LEAST && deviation < ALIKE_DEVIATION) {
      found.push({ user, ratings: count[user], deviation });
    }
  }
  return found.sort((a, b) => a.deviation - b.deviation || a.user - b.user);
}

function* burstsOf({ users, rowStart, time }: Ratings): Steps<Burst[]> {
  const mayBurst = createBurstFilter(time);
  const found: Burst[] = [];
  let stepEnd = LOOKED_AT_ONCE;
  for (let user = 0; user < users; user++) {
    const [from, to] = [rowStart[user], rowStart[user + 1]];
    if (to > stepEnd) {
      stepEnd = to + LOOKED_AT_ONCE;
      yield;
    }
    if (!mayBurst(from, to)) continue;
    const inAMinute = mostWithin(time.slice(from, to).sort(), MINUTE);
    if (inAMinute > BURST) found.push({ user, ratings: to - from, inAMinute });
  }
  return found.sort((a, b) => b.inAMinute - a.inAMinute || a.user - b.user);
}

/**
 * Tells the users of whom no minute can hold a burst, without sorting their ratings by time: a minute touches at most two
 * neighbouring spans of 64 seconds. Spans that share a counter can only make it too cautious.
 */
function createBurstFilter(time: Uint32Array): (from: number, to: number) => boolean {
  const spans = new Int32Array(8192);
  const spanOf = (n: number) => (time[n] >>> 6) & 8191;
  return (from, to) => {
    if (to - from <= BURST) return false;
    for (let n = from; n < to; n++) spans[spanOf(n)]++;
    let most = 0;
    for (let n = from; n < to; n++) {
      const span = spanOf(n);
      most = Math.max(most, spans[span] + spans[(span + 1) & 8191]);
    }
    for (let n = from; n < to; n++) spans[spanOf(n)] = 0;
    return most > BURST;
  };
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

/** Titles of a step: some milliseconds. */
const TITLES_AT_ONCE = 5000;

function* twiceOf(movies: readonly Movie[]): Steps<number[][]> {
  const found = new Map<string, number[]>();
  for (const [item, movie] of movies.entries()) {
    if (item % TITLES_AT_ONCE === 0) yield;
    const name = titleAndYear(movie);
    const same = found.get(name);
    if (same === undefined) found.set(name, [item]);
    else same.push(item);
  }
  return [...found.values()].filter((items) => items.length > 1);
}

function* untimelyOf(
  movies: readonly Movie[],
  { users, rowStart, item, time }: Ratings,
  now: number,
): Steps<Pick<Suspicious, 'early' | 'future'>> {
  const early: Untimely[] = [];
  const future: Untimely[] = [];
  const begins = Float64Array.from(movies, ({ year }) =>
    year === null ? Number.NEGATIVE_INFINITY : Date.UTC(year, 0) / 1000,
  );
  let stepEnd = LOOKED_AT_ONCE;
  for (let user = 0; user < users; user++) {
    if (rowStart[user + 1] > stepEnd) {
      stepEnd = rowStart[user + 1] + LOOKED_AT_ONCE;
      yield;
    }
    for (let n = rowStart[user]; n < rowStart[user + 1]; n++) {
      if (time[n] === 0 || (time[n] >= begins[item[n]] && time[n] <= now)) continue;
      const rating = { user, item: item[n], time: time[n] };
      if (time[n] < begins[item[n]]) early.push(rating);
      if (time[n] > now) future.push(rating);
    }
  }
  return { early, future };
}
