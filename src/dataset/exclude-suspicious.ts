import { allGenres, createImportReport } from './archive/import-report.ts';
import { type Dataset, type Movie, type Ratings, type SkippedRows, toRatings } from './dataset.ts';
import { type RowStatistics, userStatistics } from './statistics.ts';
import { findSuspicious } from './suspicious-ratings.ts';

/** What can be left out: who rates all the same, who rates in bursts, second listings of a film, impossible times. */
export const suspiciousKinds = ['alike', 'bursts', 'twice', 'untimely'] as const;
export type SuspiciousKind = (typeof suspiciousKinds)[number];

/** What is left out of a data set by choice. */
export interface Exclusion {
  readonly kinds: readonly SuspiciousKind[];
  /** When it was chosen, seconds since 1970: what was in the future then is so for good. */
  readonly at: number;
}

export const noExclusion: Exclusion = { kinds: [], at: 0 };

/** A data set with what was left out of it gone, and who is who in it. */
export interface ExclusionResult {
  readonly dataset: Dataset;
  /** Index in the data set of each user of the one before, -1 where the user is gone. */
  readonly userOf: Int32Array;
}

const EXAMPLES = 5;

/**
 * The data set without what looks odd. People are left out with all of their ratings. A film that is listed more than
 * once stays where it has most ratings and takes the others' ratings over; of a person's ratings of both the later one
 * stays. What is odd is told from the data set as it was read, so that it is what the page lists. Choosing nothing gives
 * the very data set.
 */
export function excludeSuspicious(base: Dataset, { kinds, at }: Exclusion): ExclusionResult {
  const { movies, ratings } = base;
  const chosen = suspiciousKinds.filter((kind) => kinds.includes(kind));
  if (chosen.length === 0) {
    return { dataset: base, userOf: Int32Array.from({ length: ratings.users }, (_, user) => user) };
  }
  const people = userStatistics(ratings);
  const odd = findSuspicious(movies, ratings, people, at);
  const ifChosen = <T>(kind: SuspiciousKind, found: readonly T[]) => (chosen.includes(kind) ? found : []);
  const alike = ifChosen('alike', odd.alike).map(({ user }) => user);
  const bursts = ifChosen('bursts', odd.bursts)
    .map(({ user }) => user)
    .filter((user) => !alike.includes(user));
  const untimely = ifChosen('untimely', [...odd.early, ...odd.future]);
  const mergedInto = mergedListings(movies, ratings, ifChosen('twice', odd.twice));

  const kept = keep(ratings, {
    gone: new Set([...alike, ...bursts]),
    untimely: new Set(untimely.map(({ user, item }) => user * movies.length + item)),
    standsFor: mergedInto,
  });
  const stays = [...movies.keys()].filter((item) => mergedInto[item] === item);
  const itemOf = new Map(stays.map((before, after) => [before, after]));
  const left = stays.map((item) => movies[item]);
  const after = toRatings(kept.users, left.length, {
    user: kept.user,
    item: kept.position.map((n) => itemOf.get(mergedInto[ratings.item[n]]) ?? 0),
    value: Float32Array.from(kept.position, (n) => ratings.value[n]),
    time: Uint32Array.from(kept.position, (n) => ratings.time[n]),
  });
  const why = [
    skippedPeople('People who rate everything the same, by your choice', alike, people),
    skippedPeople('People who rate faster than one can read, by your choice', bursts, people),
    skippedRatings('Ratings at impossible times, by your choice', kept.untimely, movies),
    mergedMovies(movies, mergedInto),
    skippedRatings('Earlier ratings of films listed twice, by your choice', kept.earlier, movies),
  ];
  return {
    dataset: {
      ...base,
      id: `${base.id}~${chosen.join('.')}`,
      movies: left,
      genres: allGenres(left),
      ratings: after,
      report: createImportReport(left, after, [
        ...base.report.leftOut,
        ...why.filter(({ count }) => count > 0),
      ]),
    },
    userOf: kept.userOf,
  };
}

/** Of films listed more than once the one with most ratings stands for all, the first among equals. */
function mergedListings(
  movies: readonly Movie[],
  { item }: Ratings,
  twice: readonly (readonly number[])[],
): Int32Array {
  const counts = new Int32Array(movies.length);
  for (const i of item) counts[i]++;
  const standsFor = Int32Array.from(movies, (_, i) => i);
  for (const same of twice) {
    const best = same.reduce((most, i) => (counts[i] > counts[most] ? i : most));
    for (const i of same) standsFor[i] = best;
  }
  return standsFor;
}

/** A rating that was left out, by indices before. */
interface Dropped {
  readonly user: number;
  readonly item: number;
}

interface Kept {
  /** Where each rating that stays stood before, and whose it is now. Columns of equal length. */
  readonly position: Int32Array;
  readonly user: Int32Array;
  readonly users: number;
  readonly userOf: Int32Array;
  readonly untimely: readonly Dropped[];
  readonly earlier: readonly Dropped[];
}

/** Which ratings stay. Users of whom none stays are gone, too; the others are numbered without gaps. */
function keep(
  { users, rowStart, item, time }: Ratings,
  changes: {
    readonly gone: ReadonlySet<number>;
    /** User and item as one number. */
    readonly untimely: ReadonlySet<number>;
    readonly standsFor: Int32Array;
  },
): Kept {
  const { gone, standsFor } = changes;
  const [untimely, earlier]: [Dropped[], Dropped[]] = [[], []];
  const [position, owner] = [new Int32Array(item.length), new Int32Array(item.length)];
  const userOf = new Int32Array(users).fill(-1);
  let left = 0;
  let count = 0;
  for (let user = 0; user < users; user++) {
    if (gone.has(user)) continue;
    const own = new Map<number, number>();
    for (let n = rowStart[user]; n < rowStart[user + 1]; n++) {
      const movie = standsFor[item[n]];
      if (changes.untimely.has(user * standsFor.length + item[n])) {
        untimely.push({ user, item: item[n] });
        continue;
      }
      const before = own.get(movie);
      // Of equally late ones that of the listing that stays.
      const isLater =
        before === undefined || time[n] > time[before] || (time[n] === time[before] && item[n] === movie);
      if (isLater) own.set(movie, n);
      if (before !== undefined) earlier.push({ user, item: item[isLater ? before : n] });
    }
    if (own.size === 0) continue;
    userOf[user] = left;
    for (const n of own.values()) {
      position[count] = n;
      owner[count++] = left;
    }
    left++;
  }
  const stay = { position: position.subarray(0, count), user: owner.subarray(0, count) };
  return { ...stay, users: left, userOf, untimely, earlier };
}

/** Counted by ratings, as everything that is left out. */
function skippedPeople(why: string, users: readonly number[], { count }: RowStatistics): SkippedRows {
  return {
    why,
    count: users.reduce((sum, user) => sum + count[user], 0),
    examples: users.slice(0, EXAMPLES).map((user) => `person ${user + 1}: ${count[user]} ratings`),
  };
}

function skippedRatings(why: string, places: readonly Dropped[], movies: readonly Movie[]): SkippedRows {
  const examples = places
    .slice(0, EXAMPLES)
    .map(({ user, item }) => `person ${user + 1}, ${movies[item].title} (film ${movies[item].id})`);
  return { why, count: places.length, examples };
}

function mergedMovies(movies: readonly Movie[], standsFor: Int32Array): SkippedRows {
  const joined = movies.flatMap((movie, item) =>
    standsFor[item] === item ? [] : [`${movie.title}: film ${movie.id} into ${movies[standsFor[item]].id}`],
  );
  return {
    why: 'Films listed twice, joined into one by your choice',
    count: joined.length,
    examples: joined.slice(0, EXAMPLES),
  };
}
