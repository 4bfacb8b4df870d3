import type { Person, Recommender } from '../recommender.ts';
import { noComponent } from './components.ts';
import { type ComponentSet, type HybridScores, hybridScores } from './weighted-hybrid.ts';

/** From so many ratings on the factorization takes over. */
const ENOUGH = 10;
const newcomer = { ...noComponent, content: 0.286, popularity: 0.714 };

/** Between which the person's number of ratings decides. */
type Sides = Required<Pick<ComponentSet, 'ials' | 'content' | 'popularity'>>;

/** Switching hybrid (Burke 2002): picks and popularity for a newcomer, implicit ALS for who has rated enough. */
export function switching(sides: Sides): Recommender {
  return {
    score: (person) => newcomerScores(sides, person)?.total ?? sides.ials.score(person),
  };
}

/** The newcomer's side; null for who has rated enough for the other. */
export function newcomerScores(sides: Sides, person: Person): HybridScores | null {
  return person.ratings.item.length < ENOUGH ? hybridScores(sides, person, newcomer) : null;
}
