import {
  type RecommenderId,
  type RecommenderKind,
  recommenderCatalog,
} from '../../protocol/recommender-catalog.ts';
import type { LineStyle } from '../chart/swatch.tsx';

/** The colour of each kind of recommender. */
const INKS: Record<RecommenderKind, string> = {
  everyone: '--run-6',
  movies: '--run-4',
  taste: '--run-1',
  order: '--run-5',
  stars: '--run-3',
  mix: '--run-2',
};
const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [14, 3],
  [4, 2, 1, 2],
  [8, 2, 8, 2, 1, 2],
];

/**
 * The line style of a recommender in every chart: its own colour, or the colour of its kind with a dash pattern that
 * differs within the kind. The charts also show the name, so the colour is never the only cue.
 * @param catalog all recommenders
 */
export function lookOfRecommender(id: RecommenderId, catalog = recommenderCatalog): LineStyle {
  const own = catalog.find((one) => one.id === id);
  if (own === undefined) throw new RangeError(`There is no recommender ${id}`);
  if (own.colour !== undefined) return { ink: own.colour, dash: [], width: 2.5 };
  const place = catalog.filter(({ kind }) => kind === own.kind).indexOf(own);
  return { ink: INKS[own.kind], dash: DASHES[place % DASHES.length], width: 2 };
}
