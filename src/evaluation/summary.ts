import { createRandom } from '../base/random.ts';
import type { RecommenderId } from '../protocol/recommender-catalog.ts';
import type { Evaluation, ListMeasure, StarErrors } from './evaluate.ts';
import { type Interval, intervalOf, meanInterval, meanOf, resampledMeans } from './intervals.ts';
import { type Comparison, compareWith, type Resampled } from './significance.ts';
import type { Population } from './tested-users.ts';

/** Measures with a value for each user. They have an interval, and two recommenders can be tested for a difference. */
export type ComparedMeasure = ListMeasure | 'rmse' | 'mae';

const listMeasures = [
  'ndcg',
  'precision',
  'recall',
  'f1',
  'hitRate',
  'mrr',
  'map',
  'novelty',
  'diversity',
] as const satisfies readonly ListMeasure[];

/** All measures in the order in which they are shown. */
const comparedMeasures: readonly ComparedMeasure[] = [...listMeasures, 'rmse', 'mae'];

/** A recommender's values over all users and in each bootstrap resample; a measure is absent if it has no such values. */
export type Summary = Readonly<Partial<Record<ComparedMeasure, Resampled>>>;

/**
 * Summarises an evaluation over the known users or over the new ones; never over both, because they differ more than
 * recommenders do. Without such users there are no values.
 * @param seed the same for all recommenders that are compared, because they must be resampled alike
 */
export function summarise({ perUser, isNew, errors }: Evaluation, seed: number, of: Population): Summary {
  const belongs = isNew.map((one) => one === (of === 'new'));
  if (!belongs.includes(true)) return {};
  const columns = listMeasures.map((measure) => perUser[measure].filter((_, n) => belongs[n]));
  const resampled = resampledMeans(columns, createRandom(seed));
  const lists = listMeasures.map((measure, m) => [
    measure,
    { value: meanOf(columns[m]), resampled: resampled[m] },
  ]);
  return { ...Object.fromEntries(lists), ...(errors === null ? {} : ofStars(errors, seed, of)) };
}

/**
 * Errors over all test ratings, not means over users: `√(Σ squares / Σ ratings)`. Users are resampled with all their
 * ratings, because the ratings of one user are not independent of each other.
 */
function ofStars(errors: StarErrors, seed: number, of: Population): Pick<Summary, 'rmse' | 'mae'> {
  const [squares, absolute, ratings] = [errors.squares, errors.absolute, errors.ratings].map((column) =>
    column.filter((_, n) => errors.isNew[n] === (of === 'new')),
  );
  const [square, off, count] = resampledMeans([squares, absolute, ratings], createRandom(seed));
  const each = meanOf(ratings);
  return {
    rmse: {
      value: Math.sqrt(meanOf(squares) / each),
      resampled: square.map((sum, sample) => Math.sqrt(sum / count[sample])),
    },
    mae: { value: meanOf(absolute) / each, resampled: off.map((sum, sample) => sum / count[sample]) },
  };
}

/** 95 % intervals of a summary; null if the recommender has no such measure. */
export function intervalsOf(summary: Summary): Record<ComparedMeasure, Interval | null> {
  const of = (measure: ComparedMeasure) => {
    const known = summary[measure];
    return known === undefined ? null : intervalOf(known.value, known.resampled);
  };
  return {
    ndcg: of('ndcg'),
    precision: of('precision'),
    recall: of('recall'),
    f1: of('f1'),
    hitRate: of('hitRate'),
    mrr: of('mrr'),
    map: of('map'),
    novelty: of('novelty'),
    diversity: of('diversity'),
    rmse: of('rmse'),
    mae: of('mae'),
  };
}

/** The mean with its interval over some of the users; null without members. @param members positions in `values` */
export function groupInterval(
  values: readonly number[],
  members: readonly number[],
  seed: number,
): Interval | null {
  if (members.length === 0) return null;
  const own = members.map((n) => values[n]);
  return meanInterval(own, createRandom(seed));
}

/** One recommender compared with another, by measure; absent if one of the two has no such measure. */
type ByMeasure = Readonly<Partial<Record<ComparedMeasure, Comparison>>>;

/** All recommenders compared with one of them. */
export interface Against {
  readonly against: RecommenderId;
  readonly of: Readonly<Partial<Record<RecommenderId, ByMeasure>>>;
}

/** Compares every pair. The p-values are corrected for all comparisons with the same recommender by the same measure. */
export function compareAll(summaries: ReadonlyMap<RecommenderId, Summary>): Against[] {
  return [...summaries.keys()].map((against) => {
    const of: Partial<Record<RecommenderId, ByMeasure>> = {};
    for (const measure of comparedMeasures) {
      const having = [...summaries].flatMap(([id, summary]) => {
        const known = summary[measure];
        return known === undefined ? [] : [{ id, known }];
      });
      const place = having.findIndex(({ id }) => id === against);
      if (place === -1) continue;
      const all = having.map(({ known }) => known);
      compareWith(all, place).forEach((comparison, n) => {
        const { id } = having[n];
        if (comparison !== null) of[id] = { ...of[id], [measure]: comparison };
      });
    }
    return { against, of };
  });
}
