import { createBackgroundPause } from '../../base/scheduling.ts';
import { finishWithPauses, type Steps } from '../../base/steps.ts';
import type { StarPredictor } from '../../recommenders/models/rating-predictor.ts';
import {
  byteIndexSteps,
  type NeighbourIndex,
  type VectorRows,
} from '../../recommenders/neighbours/neighbour-index.ts';
import { topItems } from '../../recommenders/top-items.ts';
import type { Catalogue } from '../session/catalogue.ts';
import type { PendingWork } from '../session/pending-work.ts';

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

/** The movies whose factors are most like those of one, best first, and only with a positive similarity. */
export type SimilarByTaste = (stars: StarPredictor, item: number, count: number) => SimilarItem[];

/** Compares every movie that has enough ratings. */
export function similarInFull(counts: Int32Array): SimilarByTaste {
  return (stars, item, count) => {
    const similarity = stars.similar(item);
    const rare = new Set([...counts.keys()].filter((i) => i === item || counts[i] < ENOUGH_RATINGS));
    return topItems(similarity, count, rare)
      .filter((i) => similarity[i] > 0)
      .map((i) => ({ item: i, similarity: similarity[i] }));
  };
}

interface SimilarPorts {
  readonly catalogue: Catalogue;
  readonly background: PendingWork;
  /** Aborted when the session ends. */
  readonly signal: AbortSignal;
}

/**
 * Searches among codes where there are many movies. The codes of a model are made when it is first asked, in pieces beside
 * everything else; until they are there every movie is compared, which takes less time than making them.
 * @param inFull up to so many movies every one is always compared; lower in tests
 */
export function createSimilarByTaste(ports: SimilarPorts, inFull = COMPARED_IN_FULL): SimilarByTaste {
  const { catalogue, background, signal } = ports;
  const compare = similarInFull(catalogue.counts);
  /** Of the model that was asked last; without an index until it is made. */
  let latest: { readonly stars: StarPredictor; known: Searchable | null } | null = null;
  let giveUp = new AbortController();

  async function prepare(of: NonNullable<typeof latest>, rows: VectorRows): Promise<void> {
    giveUp.abort();
    giveUp = new AbortController();
    const given = AbortSignal.any([signal, giveUp.signal]);
    try {
      of.known = await finishWithPauses(searchableOf(catalogue, rows), createBackgroundPause(given));
    } catch (thrown) {
      // Another model is asked by now, or the session has ended.
      if (!given.aborted) throw thrown;
    }
  }

  return (stars, item, count) => {
    const rows = catalogue.counts.length > inFull ? stars.similarityRows() : null;
    if (rows === null || rows.width > WIDEST) return compare(stars, item, count);
    if (latest?.stars !== stars) {
      latest = { stars, known: null };
      background.add(prepare(latest, rows));
    }
    return latest.known === null ? compare(stars, item, count) : search(latest.known, item, count);
  };
}

function search({ all, index, items }: Searchable, item: number, count: number): SimilarItem[] {
  const query = new Float32Array(all.width);
  all.read(item, query);
  const found = index.nearest(query, count + 1);
  return found.rows
    .map((row, n) => ({ item: items[row], similarity: found.similarity[n] }))
    .filter((one) => one.item !== item && one.similarity > 0)
    .slice(0, count);
}

function* searchableOf({ counts, makeScan }: Catalogue, all: VectorRows): Steps<Searchable> {
  const items = Int32Array.from(counts.keys()).filter((i) => counts[i] >= ENOUGH_RATINGS);
  const rows: VectorRows = {
    rows: items.length,
    width: all.width,
    read: (row, into) => all.read(items[row], into),
  };
  return { index: yield* byteIndexSteps(rows, makeScan), all, items };
}
