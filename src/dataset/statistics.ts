import { byItem, type Ratings } from './dataset.ts';

/** Statistics of each row of a sparse matrix. Columns of equal length. */
export interface RowStatistics {
  /** `[rows]` number of ratings */
  readonly count: Int32Array;
  /** `[rows]` mean stars; 0 without ratings */
  readonly mean: Float64Array;
  /** `[rows]` mean squared deviation from the mean, in stars squared; 0 without ratings */
  readonly variance: Float64Array;
}

/** Statistics of the ratings of every user. @returns columns `[users]` */
export function userStatistics({ rowStart, value }: Pick<Ratings, 'rowStart' | 'value'>): RowStatistics {
  return statisticsOf(rowStart, value);
}

/** Statistics of the ratings of every movie. @returns columns `[items]` */
export function itemStatistics(ratings: Ratings): RowStatistics {
  const { colStart, position } = byItem(ratings);
  return statisticsOf(
    colStart,
    Float32Array.from(position, (n) => ratings.value[n]),
  );
}

function statisticsOf(start: Int32Array, value: Float32Array): RowStatistics {
  const rows = start.length - 1;
  const count = new Int32Array(rows);
  const mean = new Float64Array(rows);
  const variance = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    const own = value.subarray(start[r], start[r + 1]);
    count[r] = own.length;
    if (own.length === 0) continue;
    mean[r] = own.reduce((sum, stars) => sum + stars, 0) / own.length;
    variance[r] = own.reduce((sum, stars) => sum + (stars - mean[r]) ** 2, 0) / own.length;
  }
  return { count, mean, variance };
}
