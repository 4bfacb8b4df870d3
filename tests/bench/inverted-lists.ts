import type { MakeByteScan } from '../../src/base/byte-scanner.ts';
import type { MakeProduct } from '../../src/base/matrix-vector.ts';
import { createRandom } from '../../src/base/random.ts';
import {
  byteRows,
  createBest,
  type NeighbourIndex,
  REFINED,
  refine,
  scanRange,
  type VectorRows,
  wordsOfQuery,
} from '../../src/recommenders/neighbours/neighbour-index.ts';
import { topItems } from '../../src/recommenders/top-items.ts';

const ITERATIONS = 4;
/** Rows of the sample for each centre. */
const SAMPLED = 40;
/** Share of the lists that is scanned. */
const PROBED = 1 / 8;

/**
 * Inverted lists over 8-bit codes (IVF: Jégou, Douze, Schmid 2011): rows are sorted by the nearest of some centres, and
 * a query scans the lists of the centres nearest to it. For comparison; the app scans all codes.
 */
export function invertedLists(
  source: VectorRows,
  makeProduct: MakeProduct,
  makeScan: MakeByteScan,
): NeighbourIndex {
  const { rows, width } = source;
  const lists = Math.max(4, Math.min(512, Math.round(Math.sqrt(rows) / 8) * 4));
  const centres = centresOf(source, lists, makeProduct);
  const nearestCentre = makeProduct(centres, width);
  const row = new Float32Array(width);
  const listOf = Int32Array.from({ length: rows }, (_, r) => {
    source.read(r, row);
    return indexOfLargest(nearestCentre(row));
  });
  const start = new Int32Array(lists + 1);
  for (const list of listOf) start[list + 1]++;
  for (let list = 0; list < lists; list++) start[list + 1] += start[list];
  const order = new Int32Array(rows);
  const next = start.slice(0, lists);
  listOf.forEach((list, r) => {
    order[next[list]++] = r;
  });
  const { codes, scales, stride } = byteRows(source, order);
  const scan = makeScan(codes, scales, stride);
  const probed = Math.max(1, Math.round(lists * PROBED));
  return {
    bytes: codes.byteLength + scales.byteLength + order.byteLength + centres.byteLength,
    nearest(query, count) {
      const words = wordsOfQuery(query, stride);
      if (words === null) return { rows: [], similarity: [] };
      scan.begin(words);
      const best = createBest(Math.max(REFINED, count));
      for (const list of topItems(nearestCentre(query), probed, new Set())) {
        scanRange(scan, start[list], start[list + 1], best);
      }
      return refine(
        source,
        query,
        best.rows().map((place) => order[place]),
        count,
      );
    },
  };
}

/** Spherical k-means on a sample. @returns `[lists, width]` */
function centresOf(source: VectorRows, lists: number, makeProduct: MakeProduct): Float32Array {
  const { rows, width } = source;
  const random = createRandom(2);
  const sample = Array.from({ length: Math.min(rows, lists * SAMPLED) }, () => {
    const row = new Float32Array(width);
    source.read(random.integer(rows), row);
    return row;
  });
  const centres = new Float32Array(lists * width);
  for (let list = 0; list < lists; list++) centres.set(sample[list % sample.length], list * width);
  for (let turn = 0; turn < ITERATIONS; turn++) {
    const product = makeProduct(centres, width);
    const sums = new Float32Array(lists * width);
    for (const row of sample) {
      const list = indexOfLargest(product(row));
      for (let k = 0; k < width; k++) sums[list * width + k] += row[k];
    }
    for (let list = 0; list < lists; list++) {
      const own = sums.subarray(list * width, (list + 1) * width);
      const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
      // A centre that lost all of its rows stays where it was.
      if (length > 0)
        centres.set(
          own.map((value) => value / length),
          list * width,
        );
    }
  }
  return centres;
}

function indexOfLargest(values: Float32Array): number {
  let best = 0;
  for (let n = 1; n < values.length; n++) if (values[n] > values[best]) best = n;
  return best;
}
