import type { GenreTfidf } from './models/tfidf.ts';
import type { Person, Recommender } from './recommender.ts';

/** Why a recommender ranks an item where it does, in item indices: words and movies are added at the border. */
export type Explanation =
  /**
   * Positions in `person.ratings` of the ratings that add most, or without which the score would fall most, the strongest
   * first; one or two.
   */
  | { readonly kind: 'rated'; readonly because: readonly number[] }
  /** Genres of the movie that the person's profile likes, the strongest first; one or two. */
  | { readonly kind: 'genres'; readonly genres: readonly string[] }
  /** A director or actor of the movie, and the position in `person.ratings` of the movie that speaks for them. */
  | {
      readonly kind: 'person';
      readonly name: string;
      readonly role: 'director' | 'cast';
      readonly because: number;
    }
  /** Words or tags that the movie shares with one that the person rated, the strongest first; one to three. */
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly because: number }
  /**
   * The model expects so many stars; with the positions in `person.ratings` of ratings that lift them, the strongest
   * first, at most two. None where no rating lifts them by an amount that one could see.
   */
  | { readonly kind: 'stars'; readonly stars: number; readonly because: readonly number[] }
  /** So many of the people most like this person liked it. */
  | { readonly kind: 'neighbours'; readonly liked: number; readonly of: number }
  /** It comes after what was rated last: positions in `person.ratings`, the latest first; one or two. */
  | { readonly kind: 'order'; readonly last: readonly number[] }
  /** Its mean stars over everyone. */
  | { readonly kind: 'acclaimed' }
  /** Many people like it. */
  | { readonly kind: 'popular' };

/** A recommender with what it made of a person. */
export interface Scored {
  readonly recommender: Recommender;
  /** Computed when they are first asked for. `[items]` */
  scores(): Float32Array;
  readonly tfidf: GenreTfidf;
}

/** @returns null where nothing that is known of the person speaks for the item */
export type Explain = (scored: Scored, person: Person, item: number) => Explanation | null;

/** A second reason is named only when it adds at least this share of the first. */
const SECOND_SHARE = 0.5;

/** By the ratings that add most to the score: for every recommender that has contributions. */
export const explainByRatings: Explain = ({ recommender }, person, item) => {
  const because = strongest(recommender.contributions?.(person, item).parts ?? new Float32Array(0));
  return because.length > 0 ? { kind: 'rated', because } : null;
};

/**
 * Stars that a rating must at least add to be named. The more ratings, the less each adds: the strongest of 3 adds .08 at
 * the median, of 200 ratings .03.
 */
const LEAST_LIFT = 0.02;
/** A rating of so many stars speaks for another movie as people expect it to. */
const SPEAKS_FOR = 3.5;

/**
 * By the score itself, which is a number of stars, and the ratings that lift it. A rating counts by what it adds to this
 * movie beyond what it adds to the average movie, as in decompose-score.ts. Ratings of 3.5 stars and more are named
 * unless another one lifts it more than twice as much.
 */
export const explainByStars: Explain = ({ recommender, scores }, person, item) => {
  const own = recommender.contributions?.(person, item).parts ?? new Float32Array(0);
  const average = recommender.contributions?.(person, 'mean').parts ?? own;
  const lifts = own.map((adds, n) => {
    const beyond = adds - average[n];
    return Math.min(adds, beyond) >= LEAST_LIFT ? beyond : 0;
  });
  const high = strongest(lifts.map((lift, n) => (person.ratings.value[n] >= SPEAKS_FOR ? lift : 0)));
  const [first] = strongest(lifts);
  const speak = high.length > 0 && lifts[high[0]] >= SECOND_SHARE * lifts[first];
  return { kind: 'stars', stars: scores()[item], because: speak || first === undefined ? high : [first] };
};

/**
 * The position of the largest contribution, and of the second largest if it is at least half as large. One pass: a
 * person may have thousands of ratings.
 */
export function strongest(contributions: Float32Array): number[] {
  let [first, second] = [-1, -1];
  contributions.forEach((part, n) => {
    if (part <= 0) return;
    if (first === -1 || part > contributions[first]) [first, second] = [n, first];
    else if (second === -1 || part > contributions[second]) second = n;
  });
  if (first === -1) return [];
  const both = second !== -1 && contributions[second] >= SECOND_SHARE * contributions[first];
  return both ? [first, second] : [first];
}
