/** Number of rows that have `from` to `to` ratings, both inclusive. A row is a movie or a user. */
export interface TailBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** Counts rows by their number of ratings in bins that double: 0, 1, 2-3, 4-7, 8-15 and so on, without empty bins at the ends. */
export function doublingBins(counts: ArrayLike<number>): TailBin[] {
  const rows: number[] = [];
  for (let r = 0; r < counts.length; r++) {
    const bin = counts[r] === 0 ? 0 : Math.floor(Math.log2(counts[r])) + 1;
    rows[bin] = (rows[bin] ?? 0) + 1;
  }
  return Array.from(rows, (found, bin) => ({
    from: bin === 0 ? 0 : 2 ** (bin - 1),
    to: bin === 0 ? 0 : 2 ** bin - 1,
    rows: found ?? 0,
  })).filter(({ rows: found }, bin) => found > 0 || bin > firstOf(rows));
}

/** Share of all ratings that belong to the most rated rows. @param share share of the rows, 0..1, rounded up to whole rows */
export function shareOfTop(counts: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(counts).sort().reverse();
  const total = sorted.reduce((sum, count) => sum + count, 0);
  const top = sorted.subarray(0, Math.ceil(share * sorted.length));
  return total === 0 ? 0 : top.reduce((sum, count) => sum + count, 0) / total;
}

/** The median number of ratings; the lower one of two middle values. */
export function medianOf(counts: ArrayLike<number>): number {
  const sorted = Float64Array.from(counts).sort();
  return sorted.length === 0 ? 0 : sorted[Math.floor((sorted.length - 1) / 2)];
}

function firstOf(rows: readonly number[]): number {
  return rows.findIndex((found) => found !== undefined && found > 0);
}
