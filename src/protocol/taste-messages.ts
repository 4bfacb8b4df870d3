/** The person's taste as others get it, and somebody else's taste beside it. Nothing of the latter is stored. */
import type { TasteRating } from '../base/taste-text.ts';
import type { Movie, MovieCard, RatedMovie } from './movie-card.ts';

/** With fewer movies in common a correlation means nothing: its interval is wider than 1.2 at r = 0. */
export const COMPARABLE = 10;

/** A correlation with its 95 % interval. */
export interface Likeness {
  readonly correlation: number;
  readonly low: number;
  readonly high: number;
}

/** Two people's ratings beside each other. */
export interface TasteComparison {
  /** The movies that they rated best, best first. */
  readonly best: readonly RatedMovie[];
  /** How many of their movies this data set lacks. */
  readonly missing: number;
  /** How many movies both have rated. */
  readonly inCommon: number;
  /** Null for fewer than `COMPARABLE` movies in common, and where one of the two gave all of them the same stars. */
  readonly likeness: Likeness | null;
  /** Mean absolute difference over the movies in common, stars; null without any. */
  readonly meanDistance: number | null;
  /** Movies in common that are a star or more apart, the farthest first. */
  readonly apart: readonly { readonly movie: Movie; readonly yours: number; readonly theirs: number }[];
  /** Movies that they liked and the person has neither rated nor put aside, best first. */
  readonly unseen: readonly { readonly card: MovieCard; readonly theirs: number }[];
}

export interface TasteQueries {
  /** The person's ratings, the most telling first. */
  readonly ownTaste: {
    readonly query: { readonly type: 'ownTaste' };
    readonly answer: readonly TasteRating[];
  };
  /** @see TasteComparison; `taste` is the text behind the # of their link */
  readonly tasteComparison: {
    readonly query: { readonly type: 'tasteComparison'; readonly taste: string };
    readonly answer: TasteComparison;
  };
}
