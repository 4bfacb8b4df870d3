import type { Recommender } from '../recommenders/recommender.ts';
import { topItems } from '../recommenders/top-items.ts';
import type { Newcomer } from './cold-start-users.ts';
import { ndcg } from './metrics.ts';

/** After how many of their ratings newcomers are looked at. */
export const GIVEN = [0, 1, 3, 5, 10, 20] as const;

/** Those who have something to be found. */
export function withRelevantMovies(newcomers: readonly Newcomer[]): Newcomer[] {
  return newcomers.filter((one) => one.relevant.size > 0);
}

/**
 * NDCG@K of people of whom more and more is known: the ratings of one half are revealed in a random order, the other half
 * is what there is to find at every look.
 * @param recommender fitted without the newcomers
 * @param progress told how many newcomers are done, awaited: the place to pause and, by throwing, to stop
 * @returns for each of `GIVEN` the NDCG of every newcomer, `[newcomers]`
 */
export async function coldStartCurve(
  recommender: Recommender,
  newcomers: readonly Newcomer[],
  k: number,
  progress: (done: number, total: number) => Promise<void>,
): Promise<number[][]> {
  const curve: number[][] = GIVEN.map(() => []);
  for (const [n, newcomer] of newcomers.entries()) {
    for (const [point, given] of GIVEN.entries()) {
      await progress(n, newcomers.length);
      const ranked = topItems(recommender.score(newcomer.person(given)), k, newcomer.known);
      curve[point].push(ndcg(ranked, newcomer.relevant, k));
    }
  }
  await progress(newcomers.length, newcomers.length);
  return curve;
}
