/** How many rows have from `from` to `to` ratings, both inclusive. */
export interface TailBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** Rows by their number of ratings, in bins that double: none, 1, 2-3, 4-7, 8-15 and so on; empty ends are left out. */
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

/** Share of all ratings that the most rated rows hold. @param share of the rows, 0..1, rounded up to whole ones */
export function shareOfTop(counts: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(counts).sort().reverse();
  const all = sorted.reduce((sum, count) => sum + count, 0);
  const top = sorted.subarray(0, Math.ceil(share * sorted.length));
  return all === 0 ? 0 : top.reduce((sum, count) => sum + count, 0) / all;
}

/** The middle number: half of the rows have as many or fewer. */
export function medianOf(counts: ArrayLike<number>): number {
  const sorted = Float64Array.from(counts).sort();
  return sorted.length === 0 ? 0 : sorted[Math.floor((sorted.length - 1) / 2)];
}

function firstOf(rows: readonly number[]): number {
  return rows.findIndex((found) => found !== undefined && found > 0);
}
