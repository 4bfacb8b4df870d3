import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { CombinedDescriptor } from '../descriptor.ts';
import type { Person } from '../recommender.ts';
import { noComponent } from './components.ts';
import { hybridScores, scoresOfOne } from './weighted-hybrid.ts';

/** With so many ratings or more the factorization alone ranks. */
const ENOUGH = 10;
const newcomerWeights = { ...noComponent, content: 0.286, popularity: 0.714 };

const isNewcomer = ({ ratings }: Person) => ratings.item.length < ENOUGH;

/**
 * Switching hybrid (Burke 2002): genres and popularity for a newcomer, implicit ALS for a person with enough ratings.
 */
export const switchingDescriptor: CombinedDescriptor = {
  ...recommenderInfo.switching,
  parts: ['ials', 'content', 'popularity'],
  combine(part) {
    const ials = part('ials');
    const impersonal = { content: part('content'), popularity: part('popularity') };
    return {
      score: (person) =>
        isNewcomer(person) ? hybridScores(impersonal, person, newcomerWeights).total : ials.score(person),
    };
  },
  decompose(part, person) {
    if (isNewcomer(person)) {
      const components = { content: part('content'), popularity: part('popularity') };
      return { components, scores: hybridScores(components, person, newcomerWeights) };
    }
    const components = { ials: part('ials') };
    return { components, scores: scoresOfOne('ials', components, person) };
  },
};
