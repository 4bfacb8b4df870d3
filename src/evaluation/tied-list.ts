import { topItems } from '../recommenders/top-items.ts';

/**
 * Items of equal score that stand side by side in a list. A recommender says nothing about their order, so every order
 * counts as equally likely: an item of the group is at each of its places with the same probability.
 */
export interface TiedGroup {
  /** All items of this score, also those for which the list has no room left. */
  readonly items: readonly number[];
  /** Place of the first of them, 0 is the best. */
  readonly first: number;
  /** Number of the group's places within the list: below `items.length` only in the last group. */
  readonly places: number;
}

/** The first K places of a ranking, as groups of equal score, best first. */
export type TiedList = readonly TiedGroup[];

/** A list whose order is known. */
export const ordered = (items: readonly number[]): TiedList =>
  items.map((item, first) => ({ items: [item], first, places: 1 }));

/**
 * The first `k` places by score with all their ties.
 * @param scores `[items]`
 * @param excluded items that must not appear
 * @throws RangeError where a score is not a number, because such a score has no place
 */
export function tiedTop(
  scores: Float32Array | Float64Array,
  k: number,
  excluded: ReadonlySet<number>,
): TiedList {
  if (scores.some(Number.isNaN)) throw new RangeError('A score is not a number, so the films have no order.');
  const top = topItems(scores, k, excluded);
  const groups: TiedGroup[] = [];
  for (let from = 0; from < top.length; ) {
    let to = from + 1;
    while (to < top.length && scores[top[to]] === scores[top[from]]) to++;
    const isLast = to === top.length;
    const items = isLast ? itemsOf(scores, scores[top[from]], excluded) : top.slice(from, to);
    groups.push({ items, first: from, places: to - from });
    from = to;
  }
  return groups;
}

/** The items that may appear and have exactly this score. */
function itemsOf(
  scores: Float32Array | Float64Array,
  score: number,
  excluded: ReadonlySet<number>,
): number[] {
  const items: number[] = [];
  for (let i = 0; i < scores.length; i++) if (scores[i] === score && !excluded.has(i)) items.push(i);
  return items;
}

/** Probability that an item of the group is in the list. 0..1 */
export const chanceWithin = ({ items, places }: TiedGroup): number => places / items.length;

/**
 * Whether the list is a random draw from all candidates, so that the recommender says nothing about this person.
 * @param candidates number of items that may appear
 */
export function isSilent(list: TiedList, candidates: number): boolean {
  return candidates > 1 && list.length === 1 && list[0].items.length === candidates;
}
