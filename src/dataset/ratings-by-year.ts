/** Number of ratings in one year. */
export interface YearCount {
  readonly year: number;
  readonly ratings: number;
}

/**
 * Counts ratings by year (UTC), from the first year to the last without gaps, and those without a date.
 * @param time seconds since 1970, 0 where unknown
 */
export function ratingsByYear(time: Uint32Array): { years: YearCount[]; undated: number } {
  const found = new Map<number, number>();
  let undated = 0;
  for (const at of time) {
    if (at === 0) {
      undated++;
      continue;
    }
    const year = new Date(at * 1000).getUTCFullYear();
    found.set(year, (found.get(year) ?? 0) + 1);
  }
  if (found.size === 0) return { years: [], undated };
  const first = Math.min(...found.keys());
  const last = Math.max(...found.keys());
  const years = Array.from({ length: last - first + 1 }, (_, n) => ({
    year: first + n,
    ratings: found.get(first + n) ?? 0,
  }));
  return { years, undated };
}
