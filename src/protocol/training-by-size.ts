/** How large a Bayesian model a data set is worth, and about how long that takes. */
import type { Dataset } from '../dataset/dataset.ts';
import { defaultBayes } from './training-defaults.ts';
import type { TrainingSettings } from './training-messages.ts';

/** What the rule by size knows of a data set. */
export interface DataSize {
  readonly ratings: number;
  readonly users: number;
  readonly movies: number;
}

export function sizeOf({ ratings, movies }: Pick<Dataset, 'ratings' | 'movies'>): DataSize {
  return { ratings: ratings.item.length, users: ratings.users, movies: movies.length };
}

/**
 * The rank by the number of ratings for each row of the model, which are those of people and of movies: what it is with 30.5
 * of them, and by how much it grows when they double. On tenths held out of training parts (`npm run bench -- sizes`), the
 * smallest rank within a standard error of the best one is at most 10 for a quarter and half of the people of MovieLens 100K
 * (9.7 and 17.9 ratings a row), and 16 for all of u1.base (30.5). On MovieLens 1M (103 a row), rank 40 is the best of those
 * measured (RMSE 0.8326 at rank 10, 0.8240 at 24, 0.8222 at 40, random tenth). The line goes through these.
 */
const RANK = { at: 30.5, is: 16, perDoubling: 12.5, min: defaultBayes.rank, max: 40 } as const;

/** What a run may take on one core of the machine of the benchmarks, unless the lowest rank takes longer. Milliseconds. */
const LONGEST = 5 * 60 * 1000;

/** A rank is chosen so that at least so many draws fit, but not below the rank of `defaultBayes` for that. */
const FEWEST_DRAWS = 16;

/** Memory that the draws of a model may take, bytes. */
const DRAW_BYTES = 64 * 2 ** 20;

/**
 * A model has more draws than `defaultBayes` where they cost little. On a tenth held out of u1.base, 8, 16, 24, 32, 48, 64 and
 * all 160 draws of 166 sweeps have an RMSE of 0.8888, 0.8839, 0.8833, 0.8826, 0.8819, 0.8818 and 0.8813, and half of the sweeps
 * with 64 draws are as good as all of them with 32. The limit is the work of predicting every movie for the person after each
 * rating, `draws (rank + 1) movies`: no more than the built-in data take with 32 draws of the lowest rank.
 */
const DRAWS = { most: 64, listWork: defaultBayes.draws * (defaultBayes.rank + 1) * 18_156 };

function drawsBySize({ movies }: DataSize, rank: number): number {
  const quick = Math.floor(DRAWS.listWork / ((rank + 1) * Math.max(1, movies)));
  return Math.max(defaultBayes.draws, Math.min(DRAWS.most, quick));
}

/**
 * How many draws of a model fit in memory, at least one.
 * @param rows rows of a draw: the movies, and the columns of what is known of people
 */
export function affordableDraws(rank: number, rows: number): number {
  return Math.max(1, Math.floor(DRAW_BYTES / (4 * (rank + 1) * rows)));
}

/**
 * The settings of the Bayesian factorization for a data set of this size: as many traits as its ratings are worth, within
 * memory and five minutes of one core, and as many draws as are predicted with in a moment. Burn-in and the number of sweeps
 * are the same for all sizes: from 17 to 72 thousand ratings no burn-in from 3 to 25 sweeps differs by more than 0.0014 in
 * RMSE, and the mean over 166 sweeps is never worse than that over 83 by more than 0.0001.
 */
export function bayesBySize(size: DataSize): TrainingSettings {
  const perRow = Math.max(1, size.ratings) / Math.max(1, size.users + size.movies);
  const worth = Math.round(RANK.is + RANK.perDoubling * Math.log2(perRow / RANK.at));
  // Movies that a person rated are columns of a draw, too.
  const rows = 2 * Math.max(1, size.movies);
  const isAffordable = (rank: number) =>
    affordableDraws(rank, rows) >= FEWEST_DRAWS &&
    estimatedMs(size, { rank, epochs: defaultBayes.epochs }, null) <= LONGEST;
  let rank = Math.max(RANK.min, Math.min(RANK.max, worth));
  while (rank > RANK.min && !isAffordable(rank)) rank--;
  return { ...defaultBayes, rank, draws: Math.min(drawsBySize(size, rank), affordableDraws(rank, rows)) };
}

/**
 * Milliseconds that one core of the machine of the benchmarks takes for a unit of `sweepWork`: 0.7e-6 to 0.8e-6 on
 * MovieLens 1M, 1.3e-6 on MovieLens 100K, where side information is more of the work.
 */
const MS_PER_UNIT = 0.9e-6;

/**
 * What a sweep costs, in multiplications: a matrix of `(rank + 1)²` for each rating, on both sides, and a Cholesky
 * factorization for each row.
 */
function sweepWork({ ratings, users, movies }: DataSize, rank: number): number {
  const size = rank + 1;
  return ratings * size ** 2 + ((users + movies) * size ** 3) / 2;
}

/** What a run of the Bayesian factorization took on this device. */
export interface MeasuredSweeps {
  readonly rank: number;
  /** Usual milliseconds of a sweep. */
  readonly sweepMs: number;
}

/**
 * About how long a Bayesian run takes, milliseconds.
 * @param measured a run on the same data set on this device; null before there was one: then what one core takes
 */
export function estimatedMs(
  size: DataSize,
  { rank, epochs }: Pick<TrainingSettings, 'rank' | 'epochs'>,
  measured: MeasuredSweeps | null,
): number {
  const work = sweepWork(size, rank);
  if (measured === null) return epochs * work * MS_PER_UNIT;
  return (epochs * measured.sweepMs * work) / sweepWork(size, measured.rank);
}
