import type { Catalogue } from '../session/catalogue.ts';
import { bestItems } from './movie-cards.ts';
import type { PersonalScores } from './personal-scores.ts';

/** A list that is taken from two recommenders in turn. */
export interface Interleaved {
  /** The id by which `seen` and `clicked` name the list. */
  readonly list: string;
  /** Items in order. */
  readonly items: readonly number[];
}

/**
 * Interleaves the list while an experiment runs; null where the list is ordered as usual.
 * @param afresh whether a new list is drafted; else the one that stands goes on, without movies that may no longer be recommended
 */
export type Interleave = (scores: PersonalScores, count: number, afresh: boolean) => Interleaved | null;

/** The list of For you: its order, which stays while the person reads it. */
export interface CurrentList {
  /** The first items. The list keeps its order from read to read, and grows. */
  read(scores: PersonalScores, count: number): ListedItems;
  /** The items as they were read last; empty in an experiment. */
  shown(): readonly number[];
  /** The next read puts the best first. */
  reorder(): void;
  /** Goes on from the order of another list of the same person. @param items best first */
  adopt(items: readonly number[]): void;
}

interface ListedItems {
  readonly items: readonly number[];
  /** The interleaved list that the items are of; null where they are of none. */
  readonly experiment: string | null;
}

export function createCurrentList(catalogue: Catalogue, interleave: Interleave): CurrentList {
  let order: readonly number[] = [];
  let experiment: string | null = null;
  let longest = 0;
  /** What `order` was made from; null when it is to be made anew. */
  let madeFrom: PersonalScores | null = null;

  function make(scores: PersonalScores): void {
    const interleaved = interleave(scores, longest, order.length === 0);
    experiment = interleaved?.list ?? null;
    order = interleaved?.items ?? bestItems(catalogue, scores, longest, order);
    madeFrom = scores;
  }

  return {
    read(scores, count) {
      if (madeFrom !== scores || count > longest) {
        longest = Math.max(longest, count);
        make(scores);
      }
      return { items: order.slice(0, count), experiment };
    },
    shown: () => (experiment === null ? order : []),
    reorder() {
      order = [];
      madeFrom = null;
    },
    adopt(items) {
      order = items;
      madeFrom = null;
    },
  };
}
