import { dot } from '../../base/linear-algebra.ts';
import type { Movie } from '../../dataset/dataset.ts';
import { type ListSettings, leftOut } from '../../protocol/list-settings.ts';
import { addTo, zScored } from '../hybrid/weighted-hybrid.ts';
import { genreProfile } from '../models/genre-content.ts';
import { cosines, type GenreTfidf, rowOf } from '../models/tfidf.ts';
import type { Person } from '../recommender.ts';
import { topItems } from '../top-items.ts';
import { createBalance } from './calibration.ts';

/** What is known of the films, whoever asks. */
export interface Shelf {
  readonly movies: readonly Movie[];
  /** `[items]` number of ratings */
  readonly counts: Int32Array;
  readonly tfidf: GenreTfidf;
}

/** Standard deviations of score that a dial at its end gives up for one of popularity, or of genre match. */
const NICHE_PULL = 2;
const ADVENTURE_PULL = 1.5;
/** Films among which variety and balance choose: those further down are not good enough to be worth it. */
export const POOL = 300;
/** Part of the score that full variety gives up for difference; at all of it the list would be arbitrary. */
const MOST_VARIETY = 0.7;
/** Score that full balance gives for one nat of divergence from the person's own shares. */
const BALANCE_PULL = 0.8;

/**
 * The best films as the person wishes them: filtered, bent by the dials, chosen for variety (maximal marginal
 * relevance, Carbonell & Goldstein 1998) and genre balance (calibrated recommendations, Steck 2018), greedily.
 * Without wishes the same as `topItems`.
 * @param scores `[items]` of any recommender
 * @param already films that stand before these in the list
 * @param excluded films that must not appear; those of `already` do not
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
  const relevance = bent(scores, person, shelf, listSettings);
  const out = new Set([...excluded, ...already, ...leftOut(listSettings, shelf.movies, shelf.counts)]);
  if (listSettings.variety === 0 && listSettings.balance === 0) return topItems(relevance, count, out);
  const pool = topItems(relevance, Math.max(POOL, count), out);
  return chosen(pool, relevance, person, shelf, listSettings, already, count);
}

/** Scores with both dials, `z(score) + pull`; as they are where both rest at their middle. `[items]` */
export function bent(
  scores: Float32Array,
  person: Person,
  shelf: Shelf,
  listSettings: ListSettings,
): Float32Array {
  const pull = adjustmentOf(person, shelf, listSettings);
  if (pull === null) return scores;
  addTo(pull, zScored(scores, 1));
  return pull;
}

/**
 * What the dials add to each film, in standard deviations of score: `-(niche z(log ratings) + adventure z(genre match))`,
 * each times its strength.
 * @returns `[items]`; null where both rest at their middle
 */
export function adjustmentOf(
  person: Person,
  shelf: Shelf,
  { niche, adventure }: ListSettings,
): Float32Array | null {
  if (niche === 0 && adventure === 0) return null;
  const pull = zScored(Float32Array.from(shelf.counts, Math.log1p), -NICHE_PULL * niche);
  if (adventure !== 0) {
    const match = cosines(shelf.tfidf, genreProfile(shelf.tfidf, person));
    addTo(pull, zScored(match, -ADVENTURE_PULL * adventure));
  }
  return pull;
}

function chosen(
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
  const meet = (item: number) => {
    const row = rowOf(tfidf, item);
    pool.forEach((other, n) => {
      redundancy[n] = Math.max(redundancy[n], dot(row, rowOf(tfidf, other)));
    });
  };
  const balance = createBalance(shelf.movies, tfidf.genres, person);
  for (const item of already) {
    meet(item);
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
      if (gain !== null) value += listSettings.balance * BALANCE_PULL * gain(pool[n]);
      if (value > bestValue) [best, bestValue] = [n, value];
    }
    left.delete(best);
    list.push(pool[best]);
    meet(pool[best]);
    balance.add(pool[best]);
  }
  return list;
}
