import type { Random } from '../../base/random.ts';

/**
 * Thompson sampling (Thompson 1933; Chapelle & Li 2011) for a row of movies: each place goes to the movie that is best in a
 * draw of its own from the posterior, among those that have no place yet. So a movie comes first as often as the model
 * believes that it is the best: one that is surely good often, one of which little is known now and then.
 * @param sample one draw of all expected stars, `[items]`
 * @param pool the movies to choose among
 * @returns at most `count` of them, in the order of their places
 */
export function thompsonPicks(
  sample: (random: Random) => ArrayLike<number>,
  pool: readonly number[],
  count: number,
  random: Random,
): number[] {
  const left = new Set(pool);
  const picks: number[] = [];
  while (picks.length < count && left.size > 0) {
    const drawn = sample(random);
    let best = -1;
    for (const item of left) if (best < 0 || drawn[item] > drawn[best]) best = item;
    left.delete(best);
    picks.push(best);
  }
  return picks;
}
