import { recommenderInfo } from '../../protocol/recommender-catalog.ts';
import type { CombinedDescriptor } from '../descriptor.ts';
import type { Person, Recommender } from '../recommender.ts';
import { hasNoSignal, topItems } from '../top-items.ts';

/** Places that are filled in turn; the items after them keep the order of the first recommender. */
const INTERLEAVED = 60;

/** An item in its place. */
export interface Interleaved {
  readonly item: number;
  /** Position of the recommender that put it there. */
  readonly by: number;
}

/**
 * Mixed hybrid (Burke 2002): the lists of several recommenders, interleaved. Each recommender in turn places its best
 * item that has no place yet. Items that the person has rated take no place.
 */
export function mixed(recommenders: readonly Recommender[]): Recommender {
  return {
    score(person) {
      const scores = recommenders.map((recommender) => recommender.score(person));
      const order = interleave(scores, person);
      const result = scores[0].slice();
      const highest = result.reduce((most, score) => Math.max(most, score), 0);
      order.forEach(({ item }, place) => {
        result[item] = highest + order.length - place;
      });
      return result;
    },
  };
}

/**
 * The places that are filled in turn. A recommender whose scores do not differ fills none.
 * @param scores of each recommender, `[items]`
 */
export function interleave(scores: readonly Float32Array[], person: Person): Interleaved[] {
  const known = new Set(person.ratings.item);
  const lists = scores.map((of) => (hasNoSignal(of) ? [] : topItems(of, INTERLEAVED, known)));
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

const parts = ['ials', 'ease', 'bayes'] as const;

export const mixedDescriptor: CombinedDescriptor = {
  ...recommenderInfo.mixed,
  parts,
  combine: (part) => mixed(parts.map(part)),
  placedBy(part, person) {
    const scores = parts.map((id) => part(id).score(person));
    const placed = new Map(interleave(scores, person).map(({ item, by }) => [item, parts[by]]));
    // Items without a place keep the order of the first.
    return (item) => placed.get(item) ?? parts[0];
  },
};
