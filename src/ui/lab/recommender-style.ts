import { recommenderIds } from '../../protocol/lab-settings.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { RecommenderId } from '../../recommenders/registry.ts';
import type { LineStyle } from '../kit/swatch.tsx';

type Kind = (typeof recommenderInfo)[RecommenderId]['kind'];

/** The colour of a kind of recommender; the app's own mix has the accent. */
const INKS: Record<Kind, string> = {
  everyone: '--run-6',
  movies: '--run-4',
  taste: '--run-1',
  stars: '--run-3',
  mix: '--run-2',
};
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 3]];

/** How a recommender is drawn in every chart: colour by kind, dashes within a kind; its name stands beside it. */
export function lookOfRecommender(id: RecommenderId): LineStyle {
  if (id === 'hybrid') return { ink: '--accent', dash: [], width: 2.5 };
  const { kind } = recommenderInfo[id];
  const place = recommenderIds.filter((one) => recommenderInfo[one].kind === kind).indexOf(id);
  return { ink: INKS[kind], dash: DASHES[place % DASHES.length], width: 2 };
}
