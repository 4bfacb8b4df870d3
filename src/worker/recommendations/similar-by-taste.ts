import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import {
  byteIndex,
  type NeighbourIndex,
  type VectorRows,
} from '../../recommenders/neighbours/neighbour-index.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Catalogue } from '../session/catalogue.ts';

/** The factors of a movie with fewer ratings are too unsure; such movies are not called similar by taste. */
const ENOUGH_RATINGS = 10;
/** Up to so many movies every one is compared, which takes a few milliseconds. Above, 8-bit codes are scanned. */
export const COMPARED_IN_FULL = 200_000;
/** Sums of wider rows do not fit into 32 bits, see `MakeByteScan`. */
const WIDEST = 512;

interface SimilarItem {
  readonly item: number;
  readonly similarity: number;
}

/** Movies with enough ratings, to be searched. */
interface Searchable {
  readonly index: NeighbourIndex;
  readonly all: VectorRows;
  /** Item of each row. */
  readonly items: Int32Array;
}

const searchable = new WeakMap<StarPredictor, Searchable>();

/**
 * The movies whose factors are most like those of one, best first, and only with a positive similarity.
 * @param inFull up to so many movies every one is compared; lower in tests
 */
export function similarByTaste(
  catalogue: Catalogue,
  stars: StarPredictor,
  item: number,
  count: number,
  inFull = COMPARED_IN_FULL,
): SimilarItem[] {
  const { counts } = catalogue;
  const rows = counts.length > inFull ? stars.similarityRows() : null;
  if (rows === null || rows.width > WIDEST) {
    const similarity = stars.similar(item);
    const rare = new Set([...counts.keys()].filter((i) => i === item || counts[i] < ENOUGH_RATINGS));
    return topItems(similarity, count, rare)
      .filter((i) => similarity[i] > 0)
      .map((i) => ({ item: i, similarity: similarity[i] }));
  }
  const known = searchable.get(stars) ?? searchableOf(catalogue, rows);
  searchable.set(stars, known);
  const query = new Float32Array(rows.width);
  known.all.read(item, query);
  const found = known.index.nearest(query, count + 1);
  return found.rows
    .map((row, n) => ({ item: known.items[row], similarity: found.similarity[n] }))
    .filter((one) => one.item !== item && one.similarity > 0)
    .slice(0, count);
}

function searchableOf({ counts, makeScan }: Catalogue, all: VectorRows): Searchable {
  const items = Int32Array.from(counts.keys()).filter((i) => counts[i] >= ENOUGH_RATINGS);
  const rows: VectorRows = {
    rows: items.length,
    width: all.width,
    read: (row, into) => all.read(items[row], into),
  };
  return { index: byteIndex(rows, makeScan), all, items };
}
