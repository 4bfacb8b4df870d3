import { type ComponentInfo, componentCatalog } from '../../protocol/component-catalog.ts';
import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { CombinedDescriptor } from '../descriptor.ts';
import { evidenceOf } from '../unrated.ts';
import type { ComponentSet } from './components.ts';
import type { WeightPoint } from './fitted-weights.ts';
import { hybridScores, pointsFor, weightsFor } from './weighted-hybrid.ts';

/** Matinee's own mix of the components of a catalogue. @param points the weights; by default those that were fitted */
export function weightedDescriptor(
  catalog: readonly ComponentInfo[] = componentCatalog,
  points?: readonly WeightPoint[],
): CombinedDescriptor {
  const ids = catalog.map(({ id }) => id);
  return {
    ...recommenderInfo.hybrid,
    parts: catalog.map(({ recommenders }) => recommenders[0]),
    combine(part) {
      const set: ComponentSet = Object.fromEntries(
        catalog.map(({ id, recommenders }) => [id, part(recommenders[0])]),
      );
      return {
        score(person) {
          const weights = weightsFor(evidenceOf(person), points ?? pointsFor(set));
          return hybridScores(set, person, weights, ids).total;
        },
      };
    },
  };
}
