import { dot } from '../../base/linear-algebra.ts';
import { type GenreTfidf, rowOf } from '../models/tfidf.ts';

/** Weight of the similarity to movies that are already asked or rated. */
const VARIETY = 0.6;
/** Weight of the match with picked genres. */
const PICK_WEIGHT = 0.3;
/** So many best known movies are candidates: people have not seen the others. */
const POOL = 300;

/**
 * Movies to ask a newcomer about: well known, of different genres, with a preference for the picked genres. Greedy
 * maximal marginal relevance (Carbonell & Goldstein 1998): relevance is popularity scaled to 0..1 plus the cosine with
 * the picks, redundancy is the largest genre cosine with a movie that is already rated or asked.
 * @param popularity `[items]` higher is better known
 * @param picks `[genres]` TF-IDF vector of the picked genres
 * @param known items already rated; they count as redundancy
 * @param excluded items that must not be asked (rated or skipped)
 */
export function moviesToAsk(
  tfidf: GenreTfidf,
  popularity: Float32Array,
  picks: Float64Array,
  known: readonly number[],
  excluded: ReadonlySet<number>,
  count: number,
): number[] {
  const pool = [...popularity.keys()]
    .filter((i) => !excluded.has(i))
    .sort((a, b) => popularity[b] - popularity[a])
    .slice(0, POOL);
  const top = pool.length > 0 ? popularity[pool[0]] : 1;
  const bottom = pool.length > 0 ? popularity[pool[pool.length - 1]] : 0;
  const relevance = pool.map(
    (i) => (popularity[i] - bottom) / (top - bottom || 1) + PICK_WEIGHT * dot(picks, rowOf(tfidf, i)),
  );
  const redundancy = pool.map((i) =>
    known.reduce((most, k) => Math.max(most, dot(rowOf(tfidf, k), rowOf(tfidf, i))), 0),
  );
  const asked: number[] = [];
  const taken = new Set<number>();
  while (asked.length < Math.min(count, pool.length)) {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    for (let n = 0; n < pool.length; n++) {
      const value = relevance[n] - VARIETY * redundancy[n];
      if (!taken.has(n) && value > bestValue) {
        best = n;
        bestValue = value;
      }
    }
    taken.add(best);
    asked.push(pool[best]);
    const row = rowOf(tfidf, pool[best]);
    for (let n = 0; n < pool.length; n++)
      redundancy[n] = Math.max(redundancy[n], dot(row, rowOf(tfidf, pool[n])));
  }
  return asked;
}
