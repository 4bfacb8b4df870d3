/** One person's ratings by item index, sorted by nothing in particular. Columns of equal length. */
export interface PersonRatings {
  /** `[n]` item index */
  readonly item: Int32Array;
  /** `[n]` stars */
  readonly value: Float32Array;
}

/** What a recommender may know of the person it recommends to. */
export interface Person {
  readonly ratings: PersonRatings;
  /** Favourite genres picked by hand. */
  readonly genres: readonly string[];
  /** Columns of the data set's user attributes that hold for a user of it; nothing is known of the local person. */
  readonly attributes?: readonly number[];
}

/** A score as a sum: `base + Σ parts`. */
export interface Contributions {
  /** What does not come from the person's ratings. */
  readonly base: number;
  /** What each rating adds. `[n]`, in the order of `person.ratings` */
  readonly parts: Float32Array;
}

/** One item, or the average film: the mean over all items. */
export type Target = number | 'mean';

interface Supporters {
  readonly liked: number;
  /** All whom the score rests on, whether they know the item or not. */
  readonly of: number;
}

/**
 * A fitted recommender: turns a person into one score per item, higher is better, comparable only within
 * one call. Plain typed arrays, no training, milliseconds.
 */
export interface Recommender {
  /** @returns `[items]` */
  score(person: Person): Float32Array;
  /**
   * Expected stars of some items; absent where the scores are no stars.
   * @returns one for each of `items`
   */
  stars?(person: Person, items: Int32Array): Float32Array;
  /**
   * What the score of an item, or the mean score of all items, is the sum of; stars as they are before they are clipped
   * to the scale. Absent where scores do not come from the person's ratings one by one.
   */
  contributions?(person: Person, of: Target): Contributions;
  /** How many of the people whose ratings the score rests on liked an item. Absent where it rests on no single people. */
  supporters?(person: Person, item: number): Supporters;
}
