import { topItems } from './ranking.ts';
import type { Recommender } from './recommender.ts';

/** Places that are dealt in turn; what comes after keeps the order of the first recommender. */
const DEALT = 60;

/**
 * Mixed hybrid (Burke 2002): the lists of several recommenders side by side, dealt in turn, a film that stands already
 * being passed over. Films that the person has rated take no place.
 */
export function mixed(recommenders: readonly Recommender[]): Recommender {
  return {
    score(person) {
      const known = new Set(person.ratings.item);
      const scores = recommenders.map((recommender) => recommender.score(person));
      const lists = scores.map((of) => topItems(of, DEALT, known));
      const order: number[] = [];
      const placed = new Set<number>();
      for (let turn = 0; turn < DEALT; turn++) {
        for (const list of lists) {
          const next = list.find((item) => !placed.has(item));
          if (next === undefined) continue;
          placed.add(next);
          order.push(next);
        }
      }
      const result = scores[0].slice();
      const highest = result.reduce((most, score) => Math.max(most, score), 0);
      order.forEach((item, place) => {
        result[item] = highest + order.length - place;
      });
      return result;
    },
  };
}
