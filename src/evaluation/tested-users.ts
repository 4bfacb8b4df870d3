import { relevantOf, usersToRank } from './evaluate.ts';
import { ratingCounts } from './fairness.ts';
import { meanOf } from './intervals.ts';
import { ndcg } from './metrics.ts';
import type { Split } from './splits.ts';

/** People with ratings in training, and people without any. Results of the two are never mixed. */
export type Population = 'known' | 'new';

/** Whom a split tests, and what it asks for. */
export interface TestedUsers {
  /** The users with something to find, ascending. */
  readonly users: readonly number[];
  /** Whether each of them has no rating in training. */
  readonly isNew: readonly boolean[];
  readonly known: number;
  readonly new: number;
  /** Whom the main results are about: the known users; the new ones only where nobody is known. */
  readonly population: Population;
  /** Users with hidden ratings, none of them of at least 4 stars: there is nothing to find for them. */
  readonly nothingLiked: number;
  /** Users of whom the split hides no rating. */
  readonly nothingHidden: number;
  /** Liked hidden ratings of the tested users, each of them to be found. */
  readonly relevant: number;
  /** How many of those are of movies without any rating in training. */
  readonly relevantUnrated: number;
  /** Mean NDCG@K of lists in a random order; null without such users. */
  readonly chance: Readonly<Record<Population, number | null>>;
}

/** Counts whom a split tests. @param k length of the lists */
export function testedUsers(split: Split, k: number): TestedUsers {
  const { train, test } = split;
  const users = usersToRank(split);
  const rated = (u: number) => train.rowStart[u + 1] - train.rowStart[u];
  const isNew = users.map((u) => rated(u) === 0);
  const counts = ratingCounts(train);
  const chance: Record<Population, number[]> = { known: [], new: [] };
  let [relevant, relevantUnrated, hidden] = [0, 0, 0];
  for (let u = 0; u < test.users; u++) if (test.rowStart[u + 1] > test.rowStart[u]) hidden++;
  users.forEach((u, n) => {
    const liked = relevantOf(split, u);
    relevant += liked.size;
    for (const item of liked) if (counts[item] === 0) relevantUnrated++;
    chance[isNew[n] ? 'new' : 'known'].push(chanceNdcg(train.items - rated(u), liked.size, k));
  });
  const ofChance = (values: number[]) => (values.length === 0 ? null : meanOf(values));
  return {
    users,
    isNew,
    known: chance.known.length,
    new: chance.new.length,
    population: chance.known.length > 0 ? 'known' : 'new',
    nothingLiked: hidden - users.length,
    nothingHidden: test.users - hidden,
    relevant,
    relevantUnrated,
    chance: { known: ofChance(chance.known), new: ofChance(chance.new) },
  };
}

/** Expected NDCG@K of a random order. @param candidates number of movies that are ranked @param relevant how many are liked */
export function chanceNdcg(candidates: number, relevant: number, k: number): number {
  const items = Array.from({ length: candidates }, (_, n) => n);
  const places = Math.min(k, candidates);
  return ndcg([{ items, first: 0, places }], new Set(items.slice(0, relevant)), k);
}
