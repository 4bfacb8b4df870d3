import { dot } from '../../base/linear-algebra.ts';
import type { Movie } from '../../dataset/dataset.ts';
import { type ListSettings, leftOut } from '../../protocol/list-settings.ts';
import { addTo, zScored } from '../hybrid/weighted-hybrid.ts';
import { genreProfile } from '../models/genre-content.ts';
import { cosines, type GenreTfidf, rowOf } from '../models/tfidf.ts';
import type { Person } from '../recommender.ts';
import { topItems } from '../top-items.ts';
import { createBalance } from './calibration.ts';

/** What is known about the movies, whoever the person is. */
export interface Shelf {
  readonly movies: readonly Movie[];
  /** `[items]` number of ratings */
  readonly counts: Int32Array;
  /** `[items]` number of ratings that a filter counts: those of the statistics where they know of more */
  readonly known: Int32Array;
  readonly tfidf: GenreTfidf;
}

/** At full strength a setting adds so many standard deviations of score for one of popularity, or of genre match. */
const NICHE_STRENGTH = 2;
const ADVENTURE_STRENGTH = 1.5;
/** Variety and balance choose among so many best movies; the others are not good enough. */
export const POOL = 300;
/** At full variety, difference has this share of the value and the score has the rest; with a share of 1 the list would be arbitrary. */
const MOST_VARIETY = 0.7;
/** At full balance, the score for one nat less of divergence from the person's genre mix. */
const BALANCE_STRENGTH = 0.8;

/**
 * The best movies by a person's list settings: filtered, with adjusted scores, chosen greedily for variety (maximal
 * marginal relevance, Carbonell & Goldstein 1998) and genre balance (calibrated recommendations, Steck 2018). With the
 * default settings the same as `topItems`.
 * @param scores `[items]` of any recommender
 * @param already movies that come before these in the list; they do not appear again
 * @param excluded movies that must not appear
 */
export function rerank(
  scores: Float32Array,
  person: Person,
  shelf: Shelf,
  listSettings: ListSettings,
  already: readonly number[],
  excluded: ReadonlySet<number>,
  count: number,
): number[] {
  const relevance = applySettings(scores, person, shelf, listSettings);
  const out = new Set([...excluded, ...already, ...leftOut(listSettings, shelf.movies, shelf.known)]);
  if (listSettings.variety === 0 && listSettings.balance === 0) return topItems(relevance, count, out);
  const pool = topItems(relevance, Math.max(POOL, count), out);
  return chooseGreedily(pool, relevance, person, shelf, listSettings, already, count);
}

/** Scores with both adjustments, `z(score) + adjustment`; unchanged where both settings are 0. `[items]` */
export function applySettings(
  scores: Float32Array,
  person: Person,
  shelf: Shelf,
  listSettings: ListSettings,
): Float32Array {
  const adjusted = adjustmentOf(person, shelf, listSettings);
  if (adjusted === null) return scores;
  addTo(adjusted, zScored(scores, 1));
  return adjusted;
}

/**
 * What the settings niche and adventure add to each movie, in standard deviations of score:
 * `-(niche z(log ratings) + adventure z(genre match))`, each times its strength.
 * @returns `[items]`; null where both are 0
 */
export function adjustmentOf(
  person: Person,
  shelf: Shelf,
  { niche, adventure }: ListSettings,
): Float32Array | null {
  if (niche === 0 && adventure === 0) return null;
  const adjustment = zScored(Float32Array.from(shelf.counts, Math.log1p), -NICHE_STRENGTH * niche);
  if (adventure !== 0) {
    const match = cosines(shelf.tfidf, genreProfile(shelf.tfidf, person));
    addTo(adjustment, zScored(match, -ADVENTURE_STRENGTH * adventure));
  }
  return adjustment;
}

/** Chooses movies one by one: each time the one with the best sum of relevance, variety and balance. */
function chooseGreedily(
  pool: readonly number[],
  relevance: Float32Array,
  person: Person,
  shelf: Shelf,
  listSettings: ListSettings,
  already: readonly number[],
  count: number,
): number[] {
  const { tfidf } = shelf;
  const top = relevance[pool[0]];
  const range = top - relevance[pool[pool.length - 1]] || 1;
  const variety = MOST_VARIETY * listSettings.variety;
  const redundancy = new Float64Array(pool.length);
  const countAsRedundant = (item: number) => {
    const row = rowOf(tfidf, item);
    pool.forEach((other, n) => {
      redundancy[n] = Math.max(redundancy[n], dot(row, rowOf(tfidf, other)));
    });
  };
  const balance = createBalance(shelf.movies, tfidf.genres, person);
  for (const item of already) {
    countAsRedundant(item);
    balance.add(item);
  }
  const left = new Set(pool.keys());
  const list: number[] = [];
  while (list.length < count && left.size > 0) {
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    const gain = listSettings.balance > 0 ? balance.gains() : null;
    for (const n of left) {
      let value = (1 - variety) * (1 - (top - relevance[pool[n]]) / range) - variety * redundancy[n];
      if (gain !== null) value += listSettings.balance * BALANCE_STRENGTH * gain(pool[n]);
      if (value > bestValue) [best, bestValue] = [n, value];
    }
    left.delete(best);
    list.push(pool[best]);
    countAsRedundant(pool[best]);
    balance.add(pool[best]);
  }
  return list;
}
