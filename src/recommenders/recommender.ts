/** One person's ratings by item index, in no particular order. Columns of equal length. */
export interface PersonRatings {
  /** `[n]` item index */
  readonly item: Int32Array;
  /** `[n]` stars */
  readonly value: Float32Array;
  /** `[n]` seconds since 1970, 0 where unknown; absent where nobody knows: the order is that of the columns then. */
  readonly time?: Uint32Array | Float64Array;
}

/** A person's movies without stars. No movie is in two lists, or has a rating. */
export interface UnratedMovies {
  /** Item indices of movies that they say they like. */
  readonly liked: Int32Array;
  /** Item indices of movies that they have seen. */
  readonly seen: Int32Array;
}

/** What a recommender may know about a person. */
export interface Person {
  readonly ratings: PersonRatings;
  /** Absent where there are none. */
  readonly unrated?: UnratedMovies;
  /** Favourite genres that the person picked. */
  readonly genres: readonly string[];
  /** For a user of the data set: the columns of the user attributes that apply. The local person has none. */
  readonly attributes?: readonly number[];
}

/** A score as a sum: `base + Σ parts`. */
export interface Contributions {
  /** The part that does not come from the person's ratings. */
  readonly base: number;
  /** What each rating adds. `[n]`, in the order of `person.ratings` */
  readonly parts: Float32Array;
}

/** One item, or the average item: the mean over all items. */
export type Target = number | 'mean';

interface Supporters {
  readonly liked: number;
  /** All people that the score rests on, whether they rated the item or not. */
  readonly of: number;
}

/**
 * A fitted recommender: computes one score per item for a person. Higher is better; scores are comparable only within
 * one call. Plain typed arrays, no training, milliseconds. The returned arrays belong to the caller.
 */
export interface Recommender {
  /** @returns `[items]` */
  score(person: Person): Float32Array;
  /**
   * Expected stars of some items; absent where the scores are not stars.
   * @returns `[items.length]`, in the order of `items`
   */
  stars?(person: Person, items: Int32Array): Float32Array;
  /**
   * The score of an item, or the mean score of all items, as a sum. Stars are taken before they are clipped to the
   * scale. Absent where scores are not a sum over the person's ratings.
   */
  contributions?(person: Person, of: Target): Contributions;
  /** How many of the people that the score rests on liked an item. Absent where it does not rest on single people. */
  supporters?(person: Person, item: number): Supporters;
}
