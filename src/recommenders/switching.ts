import { hybridScores, type VoiceSet } from './hybrid.ts';
import type { Recommender } from './recommender.ts';

/** From so many ratings on the factorization takes over. */
const ENOUGH = 10;
const newcomer = { ials: 0, ease: 0, stars: 0, content: 0.286, popularity: 0.714 };

/** Switching hybrid (Burke 2002): picks and popularity for a newcomer, implicit ALS for who has rated enough. */
export function switching(set: Required<VoiceSet>): Recommender {
  return {
    score: (person) =>
      person.ratings.item.length < ENOUGH
        ? hybridScores(set, person, newcomer).total
        : set.ials.score(person),
  };
}
