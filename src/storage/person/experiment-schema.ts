import type { Counts, ShownMovie, TeamCounts } from '../../evaluation/interleaving.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import { isRecommender, isRecord } from './person-schema.ts';

/** Two recommenders against each other on the person's own list. */
export interface StoredExperiment {
  /** When it was started, milliseconds since 1970; no other has it. */
  readonly id: number;
  readonly a: RecommenderId;
  readonly b: RecommenderId;
  /** Milliseconds since 1970; null while it goes on. */
  readonly stoppedAt: number | null;
  /** What lists came to that are too old to be kept one by one. */
  readonly folded: Counts;
}

/** One interleaved list of which at least one film was seen. */
export interface StoredList {
  /** No other list of the experiment has it. */
  readonly id: string;
  /** When it was dealt, milliseconds since 1970. */
  readonly at: number;
  /** Of the draft that dealt it. */
  readonly seed: number;
  /** In the order in which they were seen. */
  readonly movies: readonly StoredMovie[];
}

/** A film that was seen in a list, and what the person did with it. */
export interface StoredMovie extends ShownMovie {
  readonly movieId: number;
  /** In the list, 1 is the first. */
  readonly place: number;
}

/** An experiment with its lists, oldest first. */
export interface ExperimentRecord extends StoredExperiment {
  readonly lists: readonly StoredList[];
}

/** More than any list shows; what claims more is none of ours. */
const MOST_MOVIES = 100_000;

/**
 * The experiments that are kept, oldest first.
 * @param entries those under `['experiment', id]`, and of lists under `['experiment', id, list]`
 * @param unreadable receives the keys of those that make no sense
 */
export function experimentsFrom(
  entries: readonly (readonly [IDBValidKey, unknown])[],
  unreadable: string[],
): ExperimentRecord[] {
  const experiments = new Map<number, StoredExperiment>();
  const lists = new Map<number, StoredList[]>();
  // An experiment's own key sorts before those of its lists, but nothing here should rest on that.
  for (const [key, value] of entries) {
    const [, id, list] = Array.isArray(key) ? key : [];
    const listed = listFrom(value);
    if (list === undefined && isExperiment(value) && value.id === id) experiments.set(id, value);
    else if (typeof id === 'number' && listed !== null && listed.id === list) {
      lists.set(id, [...(lists.get(id) ?? []), listed]);
    } else unreadable.push(JSON.stringify(key));
  }
  for (const [id, orphans] of lists) {
    if (!experiments.has(id))
      unreadable.push(...orphans.map((list) => JSON.stringify(['experiment', id, list.id])));
  }
  return [...experiments.values()]
    .sort((a, b) => a.id - b.id)
    .map((experiment) => ({
      ...experiment,
      lists: (lists.get(experiment.id) ?? []).sort((a, b) => a.at - b.at),
    }));
}

export function isExperiment(value: unknown): value is StoredExperiment {
  return (
    isRecord(value) &&
    isCount(value.id) &&
    isRecommender(value.a) &&
    isRecommender(value.b) &&
    (value.stoppedAt === null || isCount(value.stoppedAt)) &&
    isCounts(value.folded)
  );
}

function isCounts(value: unknown): value is Counts {
  if (!isRecord(value) || !isRecord(value.teams) || !isRecord(value.wins)) return false;
  const { teams, wins, ties, idle } = value;
  return [wins.a, wins.b, ties, idle].every(isCount) && isTeamCounts(teams.a) && isTeamCounts(teams.b);
}

function isTeamCounts(value: unknown): value is TeamCounts {
  return isRecord(value) && [value.shown, value.opened, value.converted].every(isCount);
}

/** In storage and in back-ups the movies of a list are called `films`, as in the first version. */
export function storedListOf({ movies, ...list }: StoredList): Record<string, unknown> {
  return { ...list, films: movies };
}

/** A list as it is stored; null for what is none. */
export function listFrom(value: unknown): StoredList | null {
  if (!isRecord(value)) return null;
  const { films, ...rest } = value;
  const list = { ...rest, movies: films };
  return isList(list) ? list : null;
}

function isList(value: unknown): value is StoredList {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    isCount(value.at) &&
    isCount(value.seed) &&
    Array.isArray(value.movies) &&
    value.movies.length <= MOST_MOVIES &&
    value.movies.every(isMovie)
  );
}

function isMovie(value: unknown): value is StoredMovie {
  return (
    isRecord(value) &&
    isCount(value.movieId) &&
    isCount(value.place) &&
    (value.team === 'a' || value.team === 'b') &&
    [value.opened, value.liked, value.watchlisted].every((flag) => typeof flag === 'boolean')
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
