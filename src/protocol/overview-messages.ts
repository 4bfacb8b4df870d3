/** The part of the conversation that looks at the data set as a whole. A user's number is one more than their index. */
import type { Movie } from '../dataset/dataset.ts';
import type { TailBin } from '../dataset/long-tail.ts';
import type { YearCount } from '../dataset/ratings-by-year.ts';
import type { RowStatistics } from '../dataset/statistics.ts';

/** Answered by `glanced`. */
export interface OverviewCommand {
  readonly type: 'openOverview';
}

/** How ratings fall on films, or on people. */
export interface Tail {
  readonly bins: readonly TailBin[];
  /** Half have as many ratings or fewer. */
  readonly median: number;
  /** Share of all ratings that the top hundredth, tenth and half hold. */
  readonly held: readonly [number, number, number];
}

/** One of the people as they were read. */
export interface OddPerson {
  readonly user: number;
  /** The number in the data set in use: others may be left out. Null for who is left out themselves. */
  readonly now: number | null;
}

/** A rating with a date that cannot be. */
interface Untimely extends OddPerson {
  readonly movie: Movie;
  /** Whether the data set in use holds the film. */
  readonly isThere: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Overview {
  readonly ratings: number;
  readonly users: number;
  /** In the order of `films`. */
  readonly movies: readonly Movie[];
  /** All ratings by half star: index 0 = 0.5, index 9 = 5. */
  readonly histogram: readonly number[];
  readonly mean: number;
  readonly movieStatistics: RowStatistics;
  /** `log(1 + Σ preference)`, by film (recommenders/popularity.ts). */
  readonly popularity: Float32Array;
  readonly people: RowStatistics;
  readonly popularTail: Tail;
  readonly activeTail: Tail;
  readonly years: readonly YearCount[];
  readonly undated: number;
  /** What looks odd in the data set as it was read, also where it is left out by choice. */
  readonly suspicious: {
    /** Who has so many ratings with a deviation (stars) below this rates everything the same. */
    readonly alikeFrom: { readonly ratings: number; readonly deviation: number };
    readonly alike: readonly (OddPerson & { readonly ratings: number; readonly deviation: number })[];
    /** More ratings within a minute than these are a burst. */
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

export interface OverviewEvent {
  readonly type: 'overviewOpened';
  readonly overview: Overview;
}
