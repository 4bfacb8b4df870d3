/** The data set as a whole, computed from its ratings. A user's number is one more than their index. */
import type { Movie } from '../dataset/dataset.ts';
import type { TailBin } from '../dataset/long-tail.ts';
import type { YearCount } from '../dataset/ratings-by-year.ts';
import type { RowStatistics } from '../dataset/statistics.ts';

export type { RowStatistics } from '../dataset/statistics.ts';

/** How ratings are spread over movies, or over users. */
export interface Tail {
  readonly bins: readonly TailBin[];
  /** Half have as many ratings or fewer. */
  readonly median: number;
  /** Share of all ratings that the top hundredth, tenth and half hold. */
  readonly held: readonly [number, number, number];
}

/** A user of the data set as it was read. */
export interface OddPerson {
  readonly user: number;
  /** The number in the data set in use, where other users may be excluded; null for a user who is excluded. */
  readonly now: number | null;
}

/** A rating with an impossible date. */
interface Untimely extends OddPerson {
  readonly movie: Movie;
  /** Whether the data set in use holds the movie. */
  readonly isThere: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Overview {
  readonly ratings: number;
  readonly users: number;
  /** In the order of `movieStatistics`. */
  readonly movies: readonly Movie[];
  /** All ratings by half star: index 0 = 0.5, index 9 = 5. */
  readonly histogram: readonly number[];
  readonly mean: number;
  readonly movieStatistics: RowStatistics;
  /** `log(1 + Σ preference)`, by movie (recommenders/models/popularity.ts). */
  readonly popularity: Float32Array;
  readonly people: RowStatistics;
  readonly popularTail: Tail;
  readonly activeTail: Tail;
  readonly years: readonly YearCount[];
  readonly undated: number;
  /** What looks suspicious in the data set as it was read, also where it is excluded by choice. */
  readonly suspicious: {
    /** A user with so many ratings and a standard deviation (stars) below this rates everything alike. */
    readonly alikeFrom: { readonly ratings: number; readonly deviation: number };
    readonly alike: readonly (OddPerson & { readonly ratings: number; readonly deviation: number })[];
    /** More ratings than this within a minute are a burst. */
    readonly burstFrom: number;
    readonly bursts: readonly (OddPerson & { readonly ratings: number; readonly inAMinute: number })[];
    readonly twice: readonly {
      readonly movies: readonly Movie[];
      /** The first that the data set in use holds. */
      readonly inUse: Movie | null;
    }[];
    readonly early: readonly Untimely[];
    readonly future: readonly Untimely[];
  };
}

export interface OverviewQueries {
  /** Null while it is computed, which takes seconds where there are millions of ratings. */
  readonly overview: { readonly query: { readonly type: 'overview' }; readonly answer: Overview | null };
}
