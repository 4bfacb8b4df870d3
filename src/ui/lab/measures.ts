import type {
  Against,
  ComparedMeasure,
  Interval,
  LabResult,
  ListMeasure,
  Measure,
} from '../../protocol/lab-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';

/** The columns of the table, in groups. */
export const measureGroups = [
  { id: 'ranking', measures: ['ndcg', 'precision', 'recall', 'f1', 'hitRate', 'mrr', 'map'] },
  { id: 'stars', measures: ['rmse', 'mae'] },
  { id: 'variety', measures: ['coverage', 'gini', 'novelty', 'diversity'] },
] as const satisfies readonly { readonly id: string; readonly measures: readonly Measure[] }[];

/** The measures of one person's list: those that an export has for each person. */
export const listMeasures: readonly ListMeasure[] = [...measureGroups[0].measures, 'novelty', 'diversity'];

/** The measures that have a significance test. */
export const comparedMeasures: readonly ComparedMeasure[] = [
  ...measureGroups[0].measures,
  ...measureGroups[1].measures,
  'novelty',
  'diversity',
];

/** Measures where a lower value is better. */
const LOW: readonly Measure[] = ['rmse', 'mae', 'gini'];
/** Measures where neither a high nor a low value is better in itself. */
const NEUTRAL: readonly Measure[] = ['novelty', 'diversity', 'coverage', 'gini'];

const isLowFirst = (measure: Measure): boolean => LOW.includes(measure);
export const isNeutral = (measure: Measure): boolean => NEUTRAL.includes(measure);

/** Null if the recommender does not have this measure. */
export function figureOf({ compared, whole }: LabResult, measure: Measure): number | null {
  if (measure === 'coverage' || measure === 'gini') return whole[measure];
  return compared[measure]?.mean ?? null;
}

/** Also null for a measure of all lists together. */
export function intervalOf({ compared }: LabResult, measure: Measure): Interval | null {
  return measure === 'coverage' || measure === 'gini' ? null : compared[measure];
}

/** The keys that sort a table of results. `id` is the order of the settings. */
export type LabOrder = 'id' | 'seconds' | Measure;

/** Whether the numbers increase from top to bottom. */
export const isAscending = (order: LabOrder, reversed: boolean): boolean =>
  (order === 'id' || order === 'seconds' || isLowFirst(order)) !== reversed;

/** Sorts the best first, or last if reversed. A recommender without the measure always comes last. */
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

/** The best recommender by a measure; null if no recommender has the measure. */
export function bestOf(results: readonly LabResult[], measure: Measure): RecommenderId | null {
  const [first] = sortResults(results, measure, false);
  return first === undefined || figureOf(first, measure) === null ? null : first.id;
}

/** A difference is significant if its corrected p-value is below this. */
const SIGNIFICANT = 0.05;

export type Verdict = 'better' | 'worse' | 'higher' | 'lower' | 'even';

/** The comparison of one recommender with the selected one. */
export interface Versus {
  readonly difference: Interval;
  readonly p: number;
  readonly holm: number;
  readonly least: boolean;
  readonly verdict: Verdict;
}

/** Null for the selected recommender itself, and if one of the two does not have the measure. */
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
