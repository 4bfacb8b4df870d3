import { createRandom } from '../base/random.ts';

/** The two recommenders that are compared. */
export type Team = 'a' | 'b';

/** An item of an interleaved list and the team that picked it. */
export interface Pick {
  readonly item: number;
  readonly team: Team;
}

/**
 * Team-draft interleaving (Radlinski, Kurup & Joachims 2008). The team with fewer picks picks next; if both have equally
 * many, a coin decides. A team picks the best item of its own list that is not taken yet. So neither list has better
 * positions, and a person without a preference chooses items of both teams equally often. When a team's list is
 * exhausted, the other team picks.
 * @param a items of the first list, best first; `b`: of the second
 * @param length number of items; fewer are returned if both lists are exhausted
 * @param seed equal seeds give equal lists
 * @param existing picks that are already made; the draft continues after them
 */
export function teamDraft(
  a: readonly number[],
  b: readonly number[],
  length: number,
  seed: number,
  existing: readonly Pick[] = [],
): readonly Pick[] {
  const random = createRandom(seed);
  const picks = [...existing];
  const taken = new Set(existing.map(({ item }) => item));
  const count = { a: 0, b: 0 };
  for (const { team } of existing) count[team]++;
  const lists = { a, b };
  const at = { a: 0, b: 0 };

  /** The best item of a team's list that is not taken; undefined if there is none. */
  const best = (team: Team): number | undefined => {
    while (at[team] < lists[team].length && taken.has(lists[team][at[team]])) at[team]++;
    return lists[team][at[team]];
  };
  while (picks.length < length) {
    // Toss the coin every time, so that later tosses do not depend on which team was ahead.
    const coin: Team = random.uniform() < 0.5 ? 'a' : 'b';
    const turn: Team = count.a === count.b ? coin : count.a < count.b ? 'a' : 'b';
    const team = best(turn) === undefined ? otherTeam(turn) : turn;
    const item = best(team);
    if (item === undefined) break;
    taken.add(item);
    count[team]++;
    picks.push({ item, team });
  }
  return picks;
}

export function otherTeam(team: Team): Team {
  return team === 'a' ? 'b' : 'a';
}

/** A movie that was shown and what the person did with it. */
export interface ShownMovie {
  readonly team: Team;
  /** The person opened its page from the list. */
  readonly opened: boolean;
  /** Rated four stars or more. */
  readonly liked: boolean;
  readonly watchlisted: boolean;
}

/** Counts over the movies of one team. */
export interface TeamCounts {
  readonly shown: number;
  readonly opened: number;
  /** Liked or put on the watchlist. */
  readonly converted: number;
}

/** Counts over any number of lists. */
export interface Counts {
  readonly teams: Readonly<Record<Team, TeamCounts>>;
  /** Number of lists in which more movies of this team were chosen. */
  readonly wins: Readonly<Record<Team, number>>;
  /** Lists in which both teams had equally many chosen movies, at least one each. */
  readonly ties: number;
  /** Lists in which nothing was chosen. */
  readonly idle: number;
}

const nothing: TeamCounts = { shown: 0, opened: 0, converted: 0 };

export const noCounts: Counts = { teams: { a: nothing, b: nothing }, wins: { a: 0, b: 0 }, ties: 0, idle: 0 };

/**
 * Counts one list. A movie counts as chosen once for its team if it was opened, liked or put on the watchlist. The team
 * with more chosen movies wins the list.
 */
export function countList(movies: readonly ShownMovie[]): Counts {
  const [a, b] = [countTeam(movies, 'a'), countTeam(movies, 'b')];
  return {
    teams: { a: a.counts, b: b.counts },
    wins: { a: a.chosen > b.chosen ? 1 : 0, b: b.chosen > a.chosen ? 1 : 0 },
    ties: a.chosen === b.chosen && a.chosen > 0 ? 1 : 0,
    idle: a.chosen + b.chosen === 0 ? 1 : 0,
  };
}

/** The sum of two counts. */
export function addCounts(one: Counts, other: Counts): Counts {
  const team = (name: Team): TeamCounts => ({
    shown: one.teams[name].shown + other.teams[name].shown,
    opened: one.teams[name].opened + other.teams[name].opened,
    converted: one.teams[name].converted + other.teams[name].converted,
  });
  return {
    teams: { a: team('a'), b: team('b') },
    wins: { a: one.wins.a + other.wins.a, b: one.wins.b + other.wins.b },
    ties: one.ties + other.ties,
    idle: one.idle + other.idle,
  };
}

function countTeam(movies: readonly ShownMovie[], team: Team): { counts: TeamCounts; chosen: number } {
  const own = movies.filter((movie) => movie.team === team);
  const count = (is: (movie: ShownMovie) => boolean) => own.filter(is).length;
  const isConverted = ({ liked, watchlisted }: ShownMovie) => liked || watchlisted;
  return {
    counts: { shown: own.length, opened: count(({ opened }) => opened), converted: count(isConverted) },
    chosen: count((movie) => movie.opened || isConverted(movie)),
  };
}
