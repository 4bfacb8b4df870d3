import type { Counts, Team, TeamCounts } from './interleaving.ts';
import { anytimeInterval, casesToSettle, type Share, signTest, wilsonInterval } from './proportions.ts';

/** With fewer decided lists nothing is said, however clear they look. */
const LEAST_DECIDED = 30;
/** What is further away than this many lists is not worth a number. */
const FURTHEST = 2000;

/** What the counts of an experiment say. */
export interface Estimates {
  /** Films opened, of those shown. */
  readonly clickThrough: Readonly<Record<Team, Share>>;
  /** Films liked or put on the watchlist, of those shown. */
  readonly conversion: Readonly<Record<Team, Share>>;
  /** Lists that a won, of those that either won; an interval that holds at every look. */
  readonly winRate: Share;
  readonly decided: number;
  /** With fewer decided lists no verdict is given. */
  readonly least: number;
  /** Of the sign test, for a single look. */
  readonly p: number;
  readonly verdict: Verdict;
}

type Verdict =
  | { readonly kind: 'better'; readonly team: Team }
  /** `more`: decided lists after which it would be settled if it goes on as it does; null for very many, or unknown. */
  | { readonly kind: 'notEnough'; readonly more: number | null };

/**
 * One recommender is called better only when at least 30 lists are decided and the interval of its win rate does not
 * hold 50 %.
 */
export function estimatesOf({ teams, wins }: Counts): Estimates {
  const decided = wins.a + wins.b;
  const winRate = anytimeInterval(wins.a, decided);
  const rates = (rate: (counts: TeamCounts) => Share) => ({ a: rate(teams.a), b: rate(teams.b) });
  return {
    clickThrough: rates(({ opened, shown }) => wilsonInterval(opened, shown)),
    conversion: rates(({ converted, shown }) => wilsonInterval(converted, shown)),
    winRate,
    decided,
    least: LEAST_DECIDED,
    p: signTest(wins.a, wins.b),
    verdict: verdictOf(wins.a, decided, winRate),
  };
}

function verdictOf(wins: number, decided: number, { low, high }: Share): Verdict {
  if (decided >= LEAST_DECIDED && low > 0.5) return { kind: 'better', team: 'a' };
  if (decided >= LEAST_DECIDED && high < 0.5) return { kind: 'better', team: 'b' };
  if (decided < LEAST_DECIDED) {
    // From so few lists no share can be told, so neither can be told how many are needed beyond the least.
    return { kind: 'notEnough', more: LEAST_DECIDED - decided };
  }
  return { kind: 'notEnough', more: casesToSettle(wins, decided, LEAST_DECIDED, FURTHEST) };
}
