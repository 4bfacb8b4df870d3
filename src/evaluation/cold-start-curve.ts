import type { Recommender } from '../recommenders/recommender.ts';
import type { Newcomer } from './cold-start-users.ts';
import { ndcg } from './metrics.ts';
import { tiedTop } from './tied-list.ts';

/** Numbers of ratings after which newcomers are evaluated: the points of the curve. */
export const GIVEN = [0, 1, 3, 5, 10, 20] as const;

/** The newcomers with at least one movie to find; the others have no NDCG. */
export function withRelevantMovies(newcomers: readonly Newcomer[]): Newcomer[] {
  return newcomers.filter((newcomer) => newcomer.relevant.size > 0);
}

/**
 * Computes NDCG@K of newcomers as the number of their known ratings grows. The ratings of one half of their movies are
 * revealed in a random order; the liked movies of the other half are to be found at every point of the curve.
 * @param recommender fitted without the newcomers
 * @param onProgress awaited before each list with the number of newcomers that are done; rejects to give up
 * @returns for each of `GIVEN` the NDCG of every newcomer, `[newcomers]`
 */
export async function coldStartCurve(
  recommender: Recommender,
  newcomers: readonly Newcomer[],
  k: number,
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<number[][]> {
  const curve: number[][] = GIVEN.map(() => []);
  for (const [n, newcomer] of newcomers.entries()) {
    for (const [point, given] of GIVEN.entries()) {
      await onProgress(n, newcomers.length);
      const ranked = tiedTop(recommender.score(newcomer.person(given)), k, newcomer.known);
      curve[point].push(ndcg(ranked, newcomer.relevant, k));
    }
  }
  await onProgress(newcomers.length, newcomers.length);
  return curve;
}
