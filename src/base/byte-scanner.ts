/** Rows of a scan whose products are above the bar; valid until the next scan. */
interface ScanHits {
  readonly count: number;
  /** The first `count` are row numbers, ascending. */
  readonly rows: Int32Array;
  /** Their products. */
  readonly scores: Float32Array;
}

/** Products of 8-bit rows with a query. */
export interface ByteScan {
  /** Sets the query of the next scans. @param query `[width]` */
  begin(query: Int16Array): void;
  /**
   * Rows `from` to `to - 1` whose `scale · (codes · query)` is above `least`.
   * @param to at most `SCAN_ROWS` after `from`
   */
  scan(from: number, to: number, least: number): ScanHits;
}

/** Rows of one scan at most. */
export const SCAN_ROWS = 4096;

/**
 * Prepares scans of codes that do not change.
 * @param codes `[rows, width]`, width a multiple of 16 up to 512, so that sums fit into 32 bits
 * @param scales `[rows]`
 */
export type MakeByteScan = (codes: Int8Array, scales: Float32Array, width: number) => ByteScan;

/** The scan in plain typed arrays, with the same numbers. */
export const plainByteScan: MakeByteScan = (codes, scales, width) => {
  const own = new Int16Array(width);
  const rows = new Int32Array(SCAN_ROWS);
  const scores = new Float32Array(SCAN_ROWS);
  return {
    begin: (query) => own.set(query),
    scan(from, to, least) {
      const bar = Math.fround(least);
      let count = 0;
      for (let row = from; row < to; row++) {
        let sum = 0;
        for (let k = 0; k < width; k++) sum += codes[row * width + k] * own[k];
        const score = Math.fround(Math.fround(sum) * scales[row]);
        if (!(score > bar)) continue;
        rows[count] = row;
        scores[count++] = score;
      }
      return { count, rows, scores };
    },
  };
};
