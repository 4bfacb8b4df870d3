import type { Person, Recommender } from '../recommender.ts';
import { isSilent, topItems } from '../top-items.ts';

/** Places that are dealt in turn; what comes after keeps the order of the first recommender. */
const INTERLEAVED = 60;

/** A film in its place, and which of the recommenders dealt it. */
export interface Interleaved {
  readonly item: number;
  readonly by: number;
}

/**
 * Mixed hybrid (Burke 2002): the lists of several recommenders side by side, dealt in turn, a film that stands already
 * being passed over. Films that the person has rated take no place.
 */
export function mixed(recommenders: readonly Recommender[]): Recommender {
  return {
    score(person) {
      const scores = recommenders.map((recommender) => recommender.score(person));
      const order = deal(scores, person);
      const result = scores[0].slice();
      const highest = result.reduce((most, score) => Math.max(most, score), 0);
      order.forEach(({ item }, place) => {
        result[item] = highest + order.length - place;
      });
      return result;
    },
  };
}

/** The places that are dealt. One whose scores tell no film from another deals none. @param scores of each, `[items]` */
export function deal(scores: readonly Float32Array[], person: Person): Interleaved[] {
  const known = new Set(person.ratings.item);
  const lists = scores.map((of) => (isSilent(of) ? [] : topItems(of, INTERLEAVED, known)));
  const order: Interleaved[] = [];
  const placed = new Set<number>();
  for (let turn = 0; turn < INTERLEAVED; turn++) {
    lists.forEach((list, by) => {
      const next = list.find((item) => !placed.has(item));
      if (next === undefined) return;
      placed.add(next);
      order.push({ item: next, by });
    });
  }
  return order;
}
