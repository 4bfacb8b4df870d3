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
   * What each of the person's own ratings adds to the score of one item.
   * Null where the score does not come from the ratings.
   * @returns `[n]`, in the order of `person.ratings`
   */
  contributions?(person: Person, item: number): Float32Array | null;
}
