/** The state of the Lab on the page, and how each event of the worker changes it. */

import type { ProblemReport } from '../../base/problem.ts';
import type { Against, LabData, LabEvent, LabResult, LabStage } from '../../protocol/lab-messages.ts';
import type { LabSettings } from '../../protocol/lab-settings.ts';
import type { RecommenderId } from '../../protocol/recommender-catalog.ts';

/** One recommender of a run. */
export interface LabRow {
  readonly id: RecommenderId;
  /** The current step of its measurement; null before and after. */
  readonly at: { readonly stage: LabStage; readonly done: number; readonly total: number | null } | null;
  readonly result: LabResult | null;
  readonly problem: ProblemReport | null;
}

export interface LabState {
  readonly phase: 'none' | 'running' | 'finished' | 'cancelled' | 'failed';
  /** The settings of the run on the page; null before the first run. */
  readonly settings: LabSettings | null;
  /** The data set of the run; null until it is open. */
  readonly data: LabData | null;
  /** The rows are in the order of the settings. */
  readonly rows: readonly LabRow[];
  readonly comparisons: readonly Against[];
  /** Why the run as a whole failed. */
  readonly problem: ProblemReport | null;
}

export const noLab: LabState = {
  phase: 'none',
  settings: null,
  data: null,
  rows: [],
  comparisons: [],
  problem: null,
};

export type LabAct = { readonly type: 'labAsked'; readonly settings: LabSettings };

export function reduceLab(state: LabState, action: LabEvent | LabAct): LabState {
  switch (action.type) {
    case 'labAsked':
      return {
        ...noLab,
        phase: 'running',
        settings: action.settings,
        rows: action.settings.recommenders.map((id) => ({ id, at: null, result: null, problem: null })),
      };
    case 'labOpening':
      return state;
    case 'labStarted':
      return { ...state, data: action.data };
    case 'labProgressed': {
      const { stage, done, total } = action;
      return withRow(state, action.id, { at: { stage, done, total } });
    }
    case 'labMeasured':
      return {
        ...withRow(state, action.result.id, { at: null, result: action.result }),
        comparisons: action.comparisons,
      };
    case 'labMissed':
      return withRow(state, action.id, { at: null, problem: action.problem });
    case 'labEnded':
      return { ...state, phase: action.end, rows: state.rows.map(atRest) };
    case 'labFailed':
      return { ...state, phase: 'failed', problem: action.problem, rows: state.rows.map(atRest) };
  }
}

const atRest = (row: LabRow): LabRow => ({ ...row, at: null });

function withRow(state: LabState, id: RecommenderId, change: Partial<LabRow>): LabState {
  return { ...state, rows: state.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) };
}

/** The results so far, in the order of the settings. */
export function resultsOf({ rows }: LabState): LabResult[] {
  return rows.flatMap(({ result }) => (result === null ? [] : [result]));
}

/** The recommender that the run measures now; null if no run is active or it has not started. */
export function workingOn({ rows }: LabState): (LabRow & { readonly at: NonNullable<LabRow['at']> }) | null {
  for (const row of rows) if (row.at !== null) return { ...row, at: row.at };
  return null;
}

/**
 * The finished share of the run, 0..1. Fitting counts as half of a recommender, ranking and newcomers as the other
 * half.
 */
export function shareDone(state: LabState): number {
  const parts = state.rows.map(({ at, result, problem }) => {
    if (result !== null || problem !== null) return 1;
    if (at === null) return 0;
    const within = at.total === null || at.total === 0 ? 0 : at.done / at.total;
    return { fitting: 0.5 * within, ranking: 0.5 + 0.25 * within, newcomers: 0.75 + 0.25 * within }[at.stage];
  });
  return parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length);
}
