import { createRandom } from '../../base/random.ts';
import { GIVEN } from '../../evaluation/cold-start-curve.ts';
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { meanInterval } from '../../evaluation/intervals.ts';
import { groupInterval, intervalsOf, type Summary, summarise } from '../../evaluation/summary.ts';
import type { LabData, LabResult } from '../../protocol/lab-messages.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';
import type { Bench } from './lab-run.ts';

/** The measurements of one recommender. */
interface Measured {
  readonly id: RecommenderId;
  readonly evaluation: Evaluation;
  readonly summary: Summary;
  /** From newcomerCurve, or empty. */
  readonly curve: readonly (readonly number[])[];
  readonly seconds: LabResult['seconds'];
}

/** The result as the page shows it. */
export function resultOf({ settings, groups, data }: Bench, measured: Measured): LabResult {
  const { id, evaluation, summary, curve, seconds } = measured;
  const { seed } = settings;
  return {
    id,
    compared: intervalsOf(summary),
    newPeople: hasBoth(data.tested) ? intervalsOf(summarise(evaluation, seed, 'new')) : null,
    silent: silentOf(evaluation),
    perPerson: byMeasure(evaluation.perUser),
    whole: { coverage: evaluation.coverage, gini: evaluation.gini },
    byPopularity: evaluation.byPopularity,
    byGroup: groups.map(({ members }) => groupInterval(evaluation.perUser.ndcg, members, seed)),
    curve: curve.map((values, point) => ({
      given: GIVEN[point],
      ndcg: meanInterval(values, createRandom(seed)),
    })),
    seconds,
  };
}

const hasBoth = (tested: LabData['tested']) => tested.known > 0 && tested.new > 0;

function silentOf({ isSilent, isNew }: Evaluation): LabResult['silent'] {
  const of = (whether: boolean) => isSilent.filter((silent, n) => silent && isNew[n] === whether).length;
  return { known: of(false), new: of(true) };
}

function byMeasure(perUser: Evaluation['perUser']): LabResult['perPerson'] {
  const columns = Object.entries(perUser).map(([measure, values]) => [measure, Float64Array.from(values)]);
  return Object.fromEntries(columns) as LabResult['perPerson'];
}
