import { createRandom } from '../base/random.ts';

export type Team = 'a' | 'b';

/** An item in its place of an interleaved list, and whose pick it was. */
export interface Pick {
  readonly item: number;
  readonly team: Team;
}

/**
 * Team-draft interleaving (Radlinski, Kurup & Joachims 2008): the team with fewer picks is next, a coin decides where
 * they have equally many, and each takes the best item of its own list that is not taken yet. So no list is favoured by
 * place, and who likes neither better chooses items of both teams equally often. A team at the end of its list leaves
 * the picks to the other.
 * @param a items in the order of the first list, best first; `b`: of the second
 * @param length items of the interleaved list; less where both lists end
 * @param seed equal seeds deal equal lists
 * @param kept picks that stand already; the draft goes on after them
 */
export function teamDraft(
  a: readonly number[],
  b: readonly number[],
  length: number,
  seed: number,
  kept: readonly Pick[] = [],
): readonly Pick[] {
  const random = createRandom(seed);
  const picks = [...kept];
  const taken = new Set(kept.map(({ item }) => item));
  const count = { a: 0, b: 0 };
  for (const { team } of kept) count[team]++;
  const lists = { a, b };
  const at = { a: 0, b: 0 };

  /** The best item of a team's list that is not taken; undefined at its end. */
  const best = (team: Team): number | undefined => {
    while (at[team] < lists[team].length && taken.has(lists[team][at[team]])) at[team]++;
    return lists[team][at[team]];
  };
  while (picks.length < length) {
    // The coin is thrown every time, so that what it decides later does not depend on who was ahead before.
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

/** A film that was shown, and what the person did with it. */
export interface ShownMovie {
  readonly team: Team;
  /** Its page was opened from the list. */
  readonly opened: boolean;
  /** Rated four stars or more. */
  readonly liked: boolean;
  readonly watchlisted: boolean;
}

/** What one team's films came to. */
export interface TeamCounts {
  readonly shown: number;
  readonly opened: number;
  /** Liked or put on the watchlist. */
  readonly converted: number;
}

/** Any number of lists, counted. */
export interface Counts {
  readonly teams: Readonly<Record<Team, TeamCounts>>;
  /** Lists in which one team's films were chosen more often than the other's. */
  readonly wins: Readonly<Record<Team, number>>;
  /** Lists in which both were chosen equally often, but at least once. */
  readonly ties: number;
  /** Lists in which nothing was chosen. */
  readonly idle: number;
}

const nothing: TeamCounts = { shown: 0, opened: 0, converted: 0 };

export const noCounts: Counts = { teams: { a: nothing, b: nothing }, wins: { a: 0, b: 0 }, ties: 0, idle: 0 };

/**
 * One list, counted. A film counts once for its team, however much was done with it: as chosen if it was opened, liked
 * or put on the watchlist. The team with more chosen films wins the list.
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
