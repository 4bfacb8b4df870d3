import type { GenreTfidf } from './models/tfidf.ts';
import type { Person, Recommender } from './recommender.ts';

/** Why a recommender ranks an item where it does, in item indices: words and movies are added at the border. */
export type Explanation =
  /** Positions in `person.ratings` of the ratings that add most, the strongest first; one or two. */
  | { readonly kind: 'rated'; readonly because: readonly number[] }
  /** Genres of the movie that the person's profile likes, the strongest first; one or two. */
  | { readonly kind: 'genres'; readonly genres: readonly string[] }
  /** The model expects so many stars. */
  | { readonly kind: 'stars'; readonly stars: number }
  /** So many of the people most like this person liked it. */
  | { readonly kind: 'neighbours'; readonly liked: number; readonly of: number }
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

/** By the score itself, which is a number of stars. */
export const explainByStars: Explain = ({ scores }, _, item) => ({ kind: 'stars', stars: scores()[item] });

/**
 * The position of the largest contribution, and of the second largest if it is at least half as large. One pass: a
 * person may have thousands of ratings.
 */
function strongest(contributions: Float32Array): number[] {
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
