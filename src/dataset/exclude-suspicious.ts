import { allGenres, createImportReport } from './archive/import-report.ts';
import { type Dataset, type Movie, type Ratings, type SkippedRows, toRatings } from './dataset.ts';
import { type RowStatistics, userStatistics } from './statistics.ts';
import { findSuspicious } from './suspicious-ratings.ts';
import { mergedStatistics } from './world-statistics.ts';

/** Between the id of a data set and what is left out of it. */
const SEPARATOR = '~';

/** The id of the data set that something was left out of; the id itself where nothing was. */
export function baseIdOf(id: string): string {
  return id.split(SEPARATOR)[0];
}

/** What can be excluded: users who rate everything the same, bursts, movies listed twice, and impossible times. */
export const suspiciousKinds = ['alike', 'bursts', 'twice', 'untimely'] as const;
export type SuspiciousKind = (typeof suspiciousKinds)[number];

/** What the person excludes from a data set. */
export interface Exclusion {
  readonly kinds: readonly SuspiciousKind[];
  /** Time of the choice in seconds since 1970. Later ratings count as future ones forever. */
  readonly at: number;
}

/** Nothing is excluded. */
export const noExclusion: Exclusion = { kinds: [], at: 0 };

/** A data set after an exclusion, and the new user indices. */
export interface ExclusionResult {
  readonly dataset: Dataset;
  /** New index of each user of the original data set, -1 if the user is excluded. `[users before]` */
  readonly userOf: Int32Array;
}

const EXAMPLES = 5;

/**
 * Returns the data set without suspicious ratings. Suspicious users are removed with all their ratings. Of a movie that is
 * listed more than once the listing with most ratings stays and gets the ratings of the others; of a user's ratings of
 * several listings the latest stays. Everything suspicious is found in the original data set, so that it equals what the
 * page lists. Without a choice the very same data set is returned.
 */
export function excludeSuspicious(base: Dataset, { kinds, at }: Exclusion): ExclusionResult {
  const { movies, ratings } = base;
  const one = (base.subject ?? 'films') === 'films' ? 'film' : 'title';
  const chosen = suspiciousKinds.filter((kind) => kinds.includes(kind));
  if (chosen.length === 0) {
    return { dataset: base, userOf: Int32Array.from({ length: ratings.users }, (_, user) => user) };
  }
  const people = userStatistics(ratings);
  const suspicious = findSuspicious(movies, ratings, people, at);
  const ifChosen = <T>(kind: SuspiciousKind, found: readonly T[]) => (chosen.includes(kind) ? found : []);
  const alike = ifChosen('alike', suspicious.alike).map(({ user }) => user);
  const bursts = ifChosen('bursts', suspicious.bursts)
    .map(({ user }) => user)
    .filter((user) => !alike.includes(user));
  const untimely = ifChosen('untimely', [...suspicious.early, ...suspicious.future]);
  const mergedInto = mergedListings(movies, ratings, ifChosen('twice', suspicious.twice));

  const remaining = remainingRatings(ratings, {
    users: new Set([...alike, ...bursts]),
    untimely: new Set(untimely.map(({ user, item }) => user * movies.length + item)),
    mergedInto,
  });
  const remainingItems = [...movies.keys()].filter((item) => mergedInto[item] === item);
  const itemOf = new Map(remainingItems.map((before, after) => [before, after]));
  const remainingMovies = remainingItems.map((item) => movies[item]);
  const ratingsAfter = toRatings(remaining.users, remainingMovies.length, {
    user: remaining.user,
    item: remaining.position.map((n) => itemOf.get(mergedInto[ratings.item[n]]) ?? 0),
    value: Float32Array.from(remaining.position, (n) => ratings.value[n]),
    time: Uint32Array.from(remaining.position, (n) => ratings.time[n]),
  });
  const skipped = [
    skippedPeople('People who rate everything the same, by your choice', alike, people),
    skippedPeople('People who rate faster than one can read, by your choice', bursts, people),
    skippedRatings('Ratings at impossible times, by your choice', remaining.untimely, movies, one),
    mergedMovies(movies, mergedInto, one),
    skippedRatings('Earlier ratings of films listed twice, by your choice', remaining.earlier, movies, one),
  ].filter(({ count }) => count > 0);
  return {
    dataset: {
      ...base,
      id: `${base.id}${SEPARATOR}${chosen.join('.')}`,
      movies: remainingMovies,
      genres: allGenres(remainingMovies),
      ratings: ratingsAfter,
      report: createImportReport(remainingMovies, ratingsAfter, [...base.report.leftOut, ...skipped]),
      ...factsOf(base, mergedInto, remainingItems),
    },
    userOf: remaining.userOf,
  };
}

/** Statistics and links by the new indices. */
function factsOf(
  { statistics, links }: Dataset,
  mergedInto: Int32Array,
  remaining: readonly number[],
): Pick<Dataset, 'statistics' | 'links'> {
  return {
    ...(statistics && { statistics: mergedStatistics(statistics, mergedInto, remaining) }),
    ...(links && {
      links: {
        imdb: Int32Array.from(remaining, (i) => links.imdb[i]),
        tmdb: Int32Array.from(remaining, (i) => links.tmdb[i]),
      },
    }),
  };
}

/**
 * For each item the listing that it is merged into: of equal movies the one with most ratings, the first of several.
 * @param twice groups of equal movies
 * @returns `[items]` the item itself if it is not merged
 */
function mergedListings(
  movies: readonly Movie[],
  { item }: Ratings,
  twice: readonly (readonly number[])[],
): Int32Array {
  const counts = new Int32Array(movies.length);
  for (const i of item) counts[i]++;
  const mergedInto = Int32Array.from(movies, (_, i) => i);
  for (const same of twice) {
    const best = same.reduce((most, i) => (counts[i] > counts[most] ? i : most));
    for (const i of same) mergedInto[i] = best;
  }
  return mergedInto;
}

/** An excluded rating, by the original indices. */
interface ExcludedRating {
  readonly user: number;
  readonly item: number;
}

/** The ratings that are not excluded. */
interface RemainingRatings {
  /** Original position and new user of each remaining rating. Columns of equal length. */
  readonly position: Int32Array;
  readonly user: Int32Array;
  /** Number of remaining users. */
  readonly users: number;
  /** New index of each original user, -1 if the user is excluded. */
  readonly userOf: Int32Array;
  readonly untimely: readonly ExcludedRating[];
  /** A user's earlier ratings of merged movies. */
  readonly earlier: readonly ExcludedRating[];
}

/** What is excluded from ratings. */
interface RatingExclusion {
  readonly users: ReadonlySet<number>;
  /** Ratings at impossible times, as `user * items + item`. */
  readonly untimely: ReadonlySet<number>;
  /** The listing that each item is merged into. `[items]` */
  readonly mergedInto: Int32Array;
}

/** Applies an exclusion. Users without remaining ratings are excluded, too; the others are renumbered without gaps. */
function remainingRatings(
  { users, rowStart, item, time }: Ratings,
  excluded: RatingExclusion,
): RemainingRatings {
  const { mergedInto } = excluded;
  const untimely: ExcludedRating[] = [];
  const earlier: ExcludedRating[] = [];
  const position = new Int32Array(item.length);
  const owner = new Int32Array(item.length);
  const userOf = new Int32Array(users).fill(-1);
  let remainingUsers = 0;
  let count = 0;
  for (let user = 0; user < users; user++) {
    if (excluded.users.has(user)) continue;
    const own = new Map<number, number>();
    for (let n = rowStart[user]; n < rowStart[user + 1]; n++) {
      const movie = mergedInto[item[n]];
      if (excluded.untimely.has(user * mergedInto.length + item[n])) {
        untimely.push({ user, item: item[n] });
        continue;
      }
      const before = own.get(movie);
      // Of equally late ratings the one of the listing that stays is used.
      const isLater =
        before === undefined || time[n] > time[before] || (time[n] === time[before] && item[n] === movie);
      if (isLater) own.set(movie, n);
      if (before !== undefined) earlier.push({ user, item: item[isLater ? before : n] });
    }
    if (own.size === 0) continue;
    userOf[user] = remainingUsers;
    for (const n of own.values()) {
      position[count] = n;
      owner[count++] = remainingUsers;
    }
    remainingUsers++;
  }
  return {
    position: position.subarray(0, count),
    user: owner.subarray(0, count),
    users: remainingUsers,
    userOf,
    untimely,
    earlier,
  };
}

/** Excluded users in the report. Their ratings are counted, as everywhere in it. */
function skippedPeople(why: string, users: readonly number[], { count }: RowStatistics): SkippedRows {
  return {
    why,
    count: users.reduce((sum, user) => sum + count[user], 0),
    examples: users.slice(0, EXAMPLES).map((user) => `person ${user + 1}: ${count[user]} ratings`),
  };
}

function skippedRatings(
  why: string,
  places: readonly ExcludedRating[],
  movies: readonly Movie[],
  one: string,
): SkippedRows {
  const examples = places
    .slice(0, EXAMPLES)
    .map(({ user, item }) => `person ${user + 1}, ${movies[item].title} (${one} ${movies[item].id})`);
  return { why, count: places.length, examples };
}

function mergedMovies(movies: readonly Movie[], mergedInto: Int32Array, one: string): SkippedRows {
  const joined = movies.flatMap((movie, item) =>
    mergedInto[item] === item
      ? []
      : [`${movie.title}: ${one} ${movie.id} into ${movies[mergedInto[item]].id}`],
  );
  return {
    why: 'Films listed twice, joined into one by your choice',
    count: joined.length,
    examples: joined.slice(0, EXAMPLES),
  };
}
