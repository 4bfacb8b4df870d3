import type { Interval } from '../../evaluation/intervals.ts';
import type { Against, ComparedMeasure } from '../../evaluation/summary.ts';
import type { LabResult, Measure } from '../../protocol/lab-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';

/** Columns of the table, in groups. */
export const measureGroups = [
  { id: 'ranking', measures: ['ndcg', 'precision', 'recall', 'f1', 'hitRate'] },
  { id: 'stars', measures: ['rmse', 'mae'] },
  { id: 'variety', measures: ['coverage', 'gini', 'novelty', 'diversity'] },
] as const satisfies readonly { readonly id: string; readonly measures: readonly Measure[] }[];

/** What recommenders can be tested by. */
export const comparedMeasures: readonly ComparedMeasure[] = [
  ...measureGroups[0].measures,
  ...measureGroups[1].measures,
  'novelty',
  'diversity',
];

/** Measures of which less is more. */
const LOW: readonly Measure[] = ['rmse', 'mae', 'gini'];
/** Measures of which neither much nor little is right by itself. */
const NEUTRAL: readonly Measure[] = ['novelty', 'diversity', 'coverage', 'gini'];

const isLowFirst = (measure: Measure): boolean => LOW.includes(measure);
export const isNeutral = (measure: Measure): boolean => NEUTRAL.includes(measure);

/** Null where the recommender has no such measure. */
export function figureOf({ compared, whole }: LabResult, measure: Measure): number | null {
  if (measure === 'coverage' || measure === 'gini') return whole[measure];
  return compared[measure]?.mean ?? null;
}

/** Null also for a measure of all lists together. */
export function intervalOf({ compared }: LabResult, measure: Measure): Interval | null {
  return measure === 'coverage' || measure === 'gini' ? null : compared[measure];
}

/** What a table of results can be sorted by; `id`: the order of the settings. */
export type LabOrder = 'id' | 'seconds' | Measure;

/** Whether numbers grow down the table. */
export const isAscending = (order: LabOrder, reversed: boolean): boolean =>
  (order === 'id' || order === 'seconds' || isLowFirst(order)) !== reversed;

/** Best first, or the other way round; who has no such measure comes last. */
export function sortResults(
  results: readonly LabResult[],
  order: LabOrder,
  reversed: boolean,
): readonly LabResult[] {
  if (order === 'id') return reversed ? [...results].reverse() : results;
  const keyOf = (result: LabResult): number | null => {
    if (order === 'seconds') return result.seconds.fit + result.seconds.rank;
    return figureOf(result, order);
  };
  const ascending = isAscending(order, reversed);
  return [...results].sort((a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return ascending ? x - y : y - x;
  });
}

/** The best by a measure; null where nobody has it. */
export function bestOf(results: readonly LabResult[], measure: Measure): RecommenderId | null {
  const [first] = sortResults(results, measure, false);
  return first === undefined || figureOf(first, measure) === null ? null : first.id;
}

/** Corrected p-values below this count as more than chance. */
const SIGNIFICANT = 0.05;

export type Verdict = 'better' | 'worse' | 'higher' | 'lower' | 'even';

/** One recommender against the chosen one. */
export interface Versus {
  readonly difference: Interval;
  readonly p: number;
  readonly holm: number;
  readonly least: boolean;
  readonly verdict: Verdict;
}

/** Null for the chosen one itself, and where one of the two has no such measure. */
export function versus(
  comparisons: readonly Against[],
  id: RecommenderId,
  against: RecommenderId | null,
  measure: ComparedMeasure,
): Versus | null {
  const found = comparisons.find((one) => one.against === against)?.of[id]?.[measure];
  if (found === undefined) return null;
  const up = found.difference.mean > 0;
  const verdict =
    found.holm >= SIGNIFICANT
      ? 'even'
      : isNeutral(measure)
        ? up
          ? 'higher'
          : 'lower'
        : up !== isLowFirst(measure)
          ? 'better'
          : 'worse';
  return { ...found, verdict };
}
