import type { Interval } from '../../../src/evaluation/intervals.ts';
import type { Comparison } from '../../../src/evaluation/significance.ts';
import { quickLab } from '../../../src/lab-settings.ts';
import type { RecommenderId } from '../../../src/recommenders/registry.ts';
import { type LabState, noLab, reduceLab } from '../../../src/ui/lab-state.ts';
import type { LabData, LabEvent, LabResult } from '../../../src/worker/lab-protocol.ts';

const around = (mean: number): Interval => ({ mean, low: mean - 0.01, high: mean + 0.01 });

const tenths = { films: new Array(10).fill(0.1), ratings: new Array(10).fill(0.1) };

export function result(id: RecommenderId, ndcg: number, rmse: number | null = null): LabResult {
  const half = around(0.5);
  return {
    id,
    compared: {
      ...{ ndcg: around(ndcg), precision: half, recall: half, f1: half, hitRate: half },
      ...{ novelty: half, diversity: half, rmse: rmse === null ? null : around(rmse), mae: null },
    },
    whole: { coverage: 0.1, gini: 0.9 },
    byPopularity: tenths,
    byGroup: [],
    curve: [],
    seconds: { fit: 1, rank: 2 },
  };
}

export const data: LabData = {
  ...{ id: 'data-1', name: 'data', users: 60, movies: 90, ratings: 1000, trainRatings: 800 },
  ...{ testRatings: 200, ranked: 58, histories: tenths, groups: [], newcomers: 0 },
};

export const pair = (mean: number, holm: number): Comparison => ({
  ...{ difference: around(mean), p: holm / 2, holm, least: false },
});

/** A run with settings of three, after some events. */
export function labAfter(...events: LabEvent[]): LabState {
  const settings = { ...quickLab, recommenders: ['popularity', 'ease', 'als'] as const };
  return events.reduce(reduceLab, reduceLab(noLab, { type: 'labAsked', settings }));
}

/** Popularity and EASE measured, ALS failed. */
export const over = labAfter(
  { type: 'labStarted', data },
  { type: 'labMeasured', result: result('popularity', 0.2), comparisons: [] },
  {
    type: 'labMeasured',
    result: result('ease', 0.3, 0.9),
    comparisons: [
      { against: 'ease', of: { popularity: { ndcg: pair(-0.1, 0.02) } } },
      { against: 'popularity', of: { ease: { ndcg: pair(0.1, 0.02) } } },
    ],
  },
  { type: 'labMissed', id: 'als', problem: { code: 'diverged', message: 'It diverged.', advice: 'Try.' } },
  { type: 'labEnded', end: 'finished' },
);
