import type { Counts, Team, TeamCounts } from './interleaving.ts';
import { anytimeInterval, casesToSettle, type Share, signTest, wilsonInterval } from './proportions.ts';

/** Least number of decided lists for a verdict, however clear they look. */
const MIN_DECIDED = 30;
/** If a verdict would need more lists than this, no number is given. */
const MAX_MORE = 2000;

/** What can be concluded from the counts of an experiment. */
export interface Estimates {
  /** Share of the shown movies that were opened. */
  readonly clickThrough: Readonly<Record<Team, Share>>;
  /** Share of the shown movies that were liked or put on the watchlist. */
  readonly conversion: Readonly<Record<Team, Share>>;
  /** Share of the decided lists that team a won; its interval holds however often one looks at it. */
  readonly winRate: Share;
  /** Number of lists that either team won. */
  readonly decided: number;
  /** Least number of decided lists for a verdict. */
  readonly least: number;
  /** p-value of the sign test, valid for a single look. */
  readonly p: number;
  readonly verdict: Verdict;
}

type Verdict =
  | { readonly kind: 'better'; readonly team: Team }
  /** `more`: further decided lists until a verdict if the win rate stays as it is; null if very many or unknown. */
  | { readonly kind: 'notEnough'; readonly more: number | null };

/**
 * Estimates rates and a verdict from the counts of an experiment. One recommender is called better only if at least 30
 * lists are decided and the interval of the win rate does not contain 50 %.
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
    least: MIN_DECIDED,
    p: signTest(wins.a, wins.b),
    verdict: verdictOf(wins.a, decided, winRate),
  };
}

function verdictOf(wins: number, decided: number, { low, high }: Share): Verdict {
  if (decided >= MIN_DECIDED && low > 0.5) return { kind: 'better', team: 'a' };
  if (decided >= MIN_DECIDED && high < 0.5) return { kind: 'better', team: 'b' };
  if (decided < MIN_DECIDED) {
    // So few lists do not give a reliable win rate, so only the distance to the minimum is known.
    return { kind: 'notEnough', more: MIN_DECIDED - decided };
  }
  return { kind: 'notEnough', more: casesToSettle(wins, decided, MIN_DECIDED, MAX_MORE) };
}
