import { arrayFor, readableFor } from '../base/shared-arrays.ts';
import { evenPieces, oneThread, type RowTask, type Threads } from '../base/threads.ts';

/**
 * Measures how far a picture can be trusted (Venna, Kaski 2001): a row that is a neighbour in the picture but not in the
 * data is penalised by its rank in the data. Computed for a sample of evenly spaced rows.
 * @param rows `[n, width]` row-major, the data, compared by Euclidean distance
 * @param points `[n, 2]` the picture
 * @param k number of neighbours
 * @param sample number of rows that are looked at; all rows if there are fewer
 * @param pause awaited after each row; rejects to give up
 * @param threads divide the rows
 * @returns 1 if all neighbours in the picture are neighbours in the data, about 0.5 for a random picture
 * @throws RangeError for fewer than `2 k + 2` rows, where the measure is not defined
 */
export async function trustworthiness(
  rows: Float32Array,
  width: number,
  points: Float32Array,
  k: number,
  sample: number,
  pause: () => Promise<void>,
  threads: Threads = oneThread,
): Promise<number> {
  const n = points.length / 2;
  if (n < 2 * k + 2) throw new RangeError(`${n} rows are too few for ${k} neighbours`);
  const sampled = Math.min(sample, n);
  const args = {
    rows: readableFor(threads, Float32Array, rows),
    width,
    points: readableFor(threads, Float32Array, points),
    k,
    penalties: arrayFor(threads, Float64Array, sampled),
  };
  await threads.run(penaltiesTask, args, evenPieces(sampled, 1), pause);
  const penalty = args.penalties.reduce((sum, one) => sum + one, 0);
  return 1 - (2 * penalty) / (sampled * k * (2 * n - 3 * k - 1));
}

interface Penalties {
  readonly rows: Float32Array;
  readonly width: number;
  readonly points: Float32Array;
  readonly k: number;
  /** By how much the ranks of each sampled row's neighbours exceed k. `[sampled]` */
  readonly penalties: Float64Array;
}

/** The penalties of some of the sampled rows. */
export const penaltiesTask: RowTask<Penalties> = {
  name: 'map-penalties',
  run({ rows, width, points, k, penalties }, from, to) {
    const n = points.length / 2;
    const inData = new Float32Array(n);
    const inPicture = new Float32Array(n);
    for (let s = from; s < to; s++) {
      const i = Math.floor((s * n) / penalties.length);
      distancesTo(rows, width, i, inData);
      distancesTo(points, 2, i, inPicture);
      let penalty = 0;
      for (const j of nearest(inPicture, i, k)) {
        // The rank of row j among all others by distance in the data; the nearest has rank 1.
        let rank = 1;
        for (let l = 0; l < n; l++) if (l !== i && inData[l] < inData[j]) rank++;
        penalty += Math.max(0, rank - k);
      }
      penalties[s] = penalty;
    }
  },
};

function distancesTo(rows: Float32Array, width: number, i: number, to: Float32Array): void {
  for (let j = 0; j < to.length; j++) {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += (rows[i * width + c] - rows[j * width + c]) ** 2;
    to[j] = sum;
  }
}

function nearest(distances: Float32Array, i: number, k: number): number[] {
  const best: number[] = [];
  for (let j = 0; j < distances.length; j++) {
    if (j === i) continue;
    if (best.length === k && distances[j] >= distances[best[k - 1]]) continue;
    if (best.length === k) best.pop();
    let at = best.length;
    while (at > 0 && distances[best[at - 1]] > distances[j]) at--;
    best.splice(at, 0, j);
  }
  return best;
}
