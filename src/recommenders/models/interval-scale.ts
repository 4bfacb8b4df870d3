/** Half the width of an interval of the normal distribution that holds 80 %, in standard deviations. */
export const EIGHTY_PERCENT = 1.2816;

/** How often a movie must have been rated to belong to each of the bins by which intervals are scaled. */
export const ratedAtLeast = [0, 1, 5, 20] as const;

/** The bin of a movie with so many ratings, an index of `ratedAtLeast`. */
export function binOfCount(count: number): number {
  return ratedAtLeast.findLastIndex((least) => count >= least);
}

/** How many ratings each item has. @returns `[items]` */
export function countsOf(items: number, item: Int32Array): Int32Array {
  const counts = new Int32Array(items);
  for (const i of item) counts[i]++;
  return counts;
}
